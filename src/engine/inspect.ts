import type { Drivers } from '../kit/drivers.ts';
import type { Evidence } from '../kit/evidence.ts';
import type { AuditResult, Result } from '../kit/result.ts';
import type { Catalog } from './catalog.ts';
import type { Config } from './config.ts';
import { detect, type Detection } from './detect.ts';
import type { Report } from './events.ts';
import { gather, gatherersFor, keep, type Evidences } from './gather.ts';
import { areaOf, isOff, judgeAll, type JudgeOptions } from './judge.ts';
import { score } from './score.ts';
import { applyStatements } from './waive.ts';

/** What of a run is not evidence but is needed to judge it again. */
export interface RunFacts {
  readonly tool: { readonly name: string; readonly version: string };
  readonly target: { readonly path?: string; readonly url?: string; readonly commit?: string };
  readonly startedAt: string;
  readonly durationMs: number;
  readonly config: Config;
}

export interface InspectOptions {
  readonly catalog: Catalog;
  readonly drivers: Partial<Drivers>;
  readonly config: Config;
  readonly redact: (value: unknown) => unknown;
  readonly report: Report;
  readonly signal: AbortSignal;
  /** Evidence that needs no looking, by name: what the configuration says. */
  readonly brought?: Readonly<Record<string, unknown>>;
  /** Leaves out what takes minutes. */
  readonly quick?: boolean;
  /** Evidence to gather though no audit asks for it, by name. */
  readonly also?: readonly string[];
}

/** detect → plan → gather. Judging is `conclude`, so that stored evidence goes the same way as fresh. */
export async function lookAt(options: InspectOptions): Promise<Evidences> {
  const { catalog, report } = options;
  const forTraits = [...catalog.detectors.values()].flatMap((detector) =>
    Object.values<Evidence>(detector.needs),
  );
  const first = await gather({
    ...options,
    gatherers: gatherersFor(forTraits, catalog.gatherers),
    traits: [],
    before: { kept: broughtBy(options), missing: new Map() },
  });
  const detection = detect(catalog.detectors, first);
  report({ type: 'traits-found', traits: [...new Set(detection.traits.map((trait) => trait.name))] });
  const wanted = [...catalog.audits].flatMap(([id, audit]) => {
    if (isOff(id, areaOf(id), options.config)) return [];
    return [...Object.values<Evidence>(audit.needs), ...Object.values<Evidence>(audit.signs?.from ?? {})];
  });
  const also = (options.also ?? []).flatMap((name) => catalog.evidence.get(name) ?? []);
  return gather({
    ...options,
    gatherers: gatherersFor([...wanted, ...also], catalog.gatherers),
    traits: detection.traits,
    before: first,
  });
}

function broughtBy({ catalog, brought, redact }: InspectOptions): Evidences['kept'] {
  const entries = Object.entries(brought ?? {}).flatMap(([name, value]) => {
    const noun = catalog.evidence.get(name);
    return noun ? [[name, keep(noun, value, redact)] as const] : [];
  });
  return new Map(entries);
}

/** One audit of a run judged again, against numbers from elsewhere. The score of the run does not know of it. */
export function againstBounds(
  catalog: Catalog,
  evidences: Evidences,
  facts: RunFacts,
): (id: string, bounds: NonNullable<JudgeOptions['bounds']>) => AuditResult | undefined {
  const today = facts.startedAt.slice(0, 10);
  let detection: Detection | undefined;
  return (id, bounds) => {
    detection ??= detect(catalog.detectors, evidences);
    const audit = catalog.audits.get(id);
    if (!audit) return undefined;
    const options = { audits: new Map([[id, audit]]), evidences, detection, config: facts.config, today };
    return judgeAll({ ...options, bounds })[0];
  };
}

/** judge → score. Pure: the same evidence, facts and catalog give the same bytes. */
export function conclude(catalog: Catalog, evidences: Evidences, facts: RunFacts): Result {
  const today = facts.startedAt.slice(0, 10);
  const detection = detect(catalog.detectors, evidences);
  const judged = judgeAll({ audits: catalog.audits, evidences, detection, config: facts.config, today });
  const { audits, notices } = applyStatements(judged, facts.config, today);
  const scored = score(audits);
  return {
    schemaVersion: 1,
    tool: facts.tool,
    target: {
      ...facts.target,
      traits: detection.traits.map(({ name, folder, where }) => ({
        name,
        ...(folder === '' ? {} : { folder }),
        where: where[0] ?? {},
      })),
    },
    startedAt: facts.startedAt,
    durationMs: facts.durationMs,
    score: scored.score,
    areas: scored.areas,
    audits,
    notices: [...changesOf(catalog, facts.config), ...notices],
  };
}

function changesOf(catalog: Catalog, config: Config): string[] {
  const changes: string[] = [];
  for (const [area, state] of Object.entries(config.areas)) {
    if (state === 'off') changes.push(`The area ${area} is switched off.`);
  }
  for (const [id, chosen] of Object.entries(config.audits)) {
    const usual = catalog.audits.get(id)?.severity;
    if (chosen === 'off') changes.push(`${id} is switched off.`);
    else if (chosen !== 'on' && usual !== undefined && chosen !== usual)
      changes.push(`${id} counts as ${chosen}, not ${usual}.`);
  }
  return changes;
}
