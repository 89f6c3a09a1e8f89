import type metricNamesEvidence from '../evidence/metric-names.ts';
import { namesOf, startedServices } from '../compose/stack.ts';
import type { Compose } from '../compose/types.ts';
import { everyExporter, exporters, libraries, ownMetrics } from './known-metrics.ts';
import type { Monitoring } from './types.ts';

type MetricNames = ReturnType<(typeof metricNamesEvidence)['schema']['parse']>;

/** Everything that production's Prometheus can be known to see. */
export interface MetricSources {
  /** `exists`: shown for sure · `likely`: by its beginning · `nowhere`: by nothing that is known. */
  find(metric: string): 'exists' | 'likely' | 'nowhere';
  /** Why a metric that is found nowhere may exist all the same. */
  readonly doubts: readonly { readonly file: string; readonly line?: number; readonly note: string }[];
}

export function metricSources(monitoring: Monitoring, code: MetricNames, compose: Compose): MetricSources {
  const stack = monitoring.stack.filter(({ role }) => role === 'service');
  const known = [
    ...stack.flatMap(({ program }) => exporters[program] ?? []),
    ...(stack.some(({ program }) => exporters[program]) ? [everyExporter] : []),
    ...code.automatic.flatMap(({ library }) => libraries[library] ?? []),
  ];
  const shown = new Set([...known.flatMap(({ shows }) => shows), ...ownMetrics]);
  const recorded = new Set(
    monitoring.rules
      .filter(({ loaded }) => loaded.state !== 'no')
      .flatMap(({ groups }) =>
        groups.flatMap(({ rules }) => rules.filter(({ kind }) => kind === 'record').map(({ name }) => name)),
      ),
  );
  const registered = new Set(code.metrics.map(({ name }) => baseName(name)));
  return {
    find(metric) {
      if (shown.has(metric) || recorded.has(metric) || registered.has(baseName(metric))) return 'exists';
      if (shown.has(baseName(metric)) && /_(bucket|sum|count|total)$/.test(metric)) return 'exists';
      return known.some(({ prefix }) => prefix.test(metric)) ? 'likely' : 'nowhere';
    },
    doubts: [
      ...code.computed.map(({ file, line, note }) => ({ file, line, note })),
      ...code.automatic
        .filter(({ library }) => libraries[library] === undefined)
        .map(({ file, line, library }) => ({ file, line, note: `${library} registers metrics of its own` })),
      ...code.skipped.map(({ file, because }) => ({ file, note: because })),
      ...code.notUnderstood.map((language) => ({
        file: '',
        note: `code in ${language} is not understood here`,
      })),
      ...stack
        .filter(({ program }) =>
          /^(pushgateway|statsd-exporter|other-exporter|otel-collector|alloy)$/.test(program),
        )
        .map(({ file, line, program }) => ({ file, line, note: `${program} can show any metric` })),
      ...foreignTargets(monitoring, compose),
    ],
  };
}

/** Targets that belong to neither this repository nor a known exporter show what they like. */
function foreignTargets({ prometheus, stack }: Monitoring, compose: Compose): MetricSources['doubts'] {
  const own = startedServices(compose).filter(({ parts }) => parts.some(({ build }) => build));
  const known = new Set([
    ...stack.map(({ service }) => service),
    ...own.flatMap(({ parts }) => namesOf(parts)),
    'localhost',
    '127.0.0.1',
  ]);
  const configs = prometheus.filter(({ role, loaded }) => role === 'service' && loaded.state !== 'no');
  if (configs.length === 0) return [{ file: '', line: 1, note: 'nothing here says what is scraped' }];
  return configs.flatMap(({ file, jobs }) =>
    jobs
      .filter(({ path }) => path !== '/probe')
      .flatMap(({ name, line, targets, discovery }) => {
        const asks = discovery.some((way) => way !== 'static_configs' && way !== 'dns_sd_configs');
        const foreign = targets.some(({ address }) => !known.has(address.split(':', 1)[0] ?? ''));
        return asks || foreign
          ? [{ file, line, note: `job ${name} asks targets whose metrics are not written here` }]
          : [];
      }),
  );
}

/** Histograms, summaries and counters show their name with an ending. */
function baseName(metric: string): string {
  return metric.replace(/_(bucket|sum|count|total|created|info)$/, '');
}
