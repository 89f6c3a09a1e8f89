import type { Where } from '../../kit/where.ts';
import type { Loaded, Monitoring, Rule, RuleFile } from './types.ts';

/** An alert of a production rule file, with whether the running Prometheus reads it. */
export interface Alert {
  readonly rule: Rule;
  readonly file: string;
  readonly loaded: Loaded;
  readonly format: RuleFile['format'];
}

/** Alerts of production that are read, or may be; files that the running stack leaves out do not count. */
export function alertsOf(monitoring: Monitoring): Alert[] {
  return monitoring.rules
    .filter(({ role, loaded }) => role === 'service' && loaded.state !== 'no')
    .flatMap(({ file, loaded, format, groups }) =>
      groups.flatMap(({ rules }) =>
        rules.filter(({ kind }) => kind === 'alert').map((rule) => ({ rule, file, loaded, format })),
      ),
    );
}

/** Why nothing can be said for sure about the alerts; undefined when all that is there was read and is loaded. */
export function doubtsAboutAlerts(
  monitoring: Monitoring,
): { readonly because: string; readonly signs: readonly Where[] } | undefined {
  const alerts = alertsOf(monitoring);
  const unclear = alerts.filter(({ loaded }) => loaded.state === 'unknown');
  if (unclear.length > 0) {
    const because = `Alert rules are there, but whether they are read is not: ${unclear[0]?.loaded.because ?? 'nothing here says how the monitoring is run'}.`;
    return { because, signs: unclear.map(({ rule, file }) => ({ file, line: rule.line, note: rule.name })) };
  }
  if (alerts.length === 0) {
    const left = monitoring.rules
      .filter(({ loaded }) => loaded.state === 'no')
      .map(({ file, loaded }) => ({ file, note: loaded.because ?? 'not loaded' }));
    return {
      because: 'No alert rule of production is in the repository; alerts may be kept elsewhere.',
      signs: left,
    };
  }
  if (monitoring.skipped.length === 0) return undefined;
  return {
    because: 'Some monitoring files could not be read.',
    signs: monitoring.skipped.map(({ file, because }) => ({ file, note: because })),
  };
}

export function placeOf({ rule, file }: Alert): Where {
  return { file, line: rule.line, note: rule.name };
}
