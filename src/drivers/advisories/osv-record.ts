import { createRequire } from 'node:module';
import { z } from 'zod';
import type { Advisory } from '../../kit/drivers.ts';
import { orderOf } from './version-order.ts';

const event = z.looseObject({
  introduced: z.string().optional(),
  fixed: z.string().optional(),
  last_affected: z.string().optional(),
});
const range = z.looseObject({ type: z.string(), events: z.array(event) });
const severity = z.looseObject({ type: z.string(), score: z.string() });
const specific = z.looseObject({ severity: z.string().optional().catch(undefined) });

/** The parts of an OSV record (https://ossf.github.io/osv-schema/) that decide whether a version is affected. */
export const osvRecord = z.looseObject({
  id: z.string(),
  modified: z.string().optional(),
  withdrawn: z.string().optional(),
  aliases: z.array(z.string()).catch([]),
  summary: z.string().catch(''),
  details: z.string().catch(''),
  severity: z.array(severity).catch([]),
  database_specific: specific.optional().catch(undefined),
  affected: z
    .array(
      z.looseObject({
        package: z.looseObject({ ecosystem: z.string(), name: z.string() }).optional(),
        versions: z.array(z.string()).catch([]),
        ranges: z.array(range).catch([]),
        severity: z.array(severity).catch([]),
        ecosystem_specific: specific.optional().catch(undefined),
        database_specific: specific.optional().catch(undefined),
      }),
    )
    .catch([]),
});
export type OsvRecord = z.infer<typeof osvRecord>;

export interface Asked {
  readonly ecosystem: string;
  readonly name: string;
  readonly version: string;
}

/** Whether the record speaks of this version; `fixedIn` is the lowest fix above it. */
export function match(record: OsvRecord, asked: Asked): { readonly fixedIn?: string } | undefined {
  if (record.withdrawn !== undefined) return undefined;
  let affected = false;
  const fixes: string[] = [];
  const order = orderOf(asked.ecosystem);
  for (const entry of record.affected) {
    if (!entry.package || !isSame(entry.package, asked)) continue;
    const listed = entry.versions.some(
      (version) => version === asked.version || order?.(version, asked.version) === 0,
    );
    const ranges = entry.ranges.filter((one) => one.type !== 'GIT');
    const inRange = ranges.some((one) => isIn(one.events, asked.version, order));
    if (!listed && !inRange) continue;
    affected = true;
    for (const { events } of ranges) {
      for (const { fixed } of events)
        if (fixed !== undefined && (order?.(fixed, asked.version) ?? 0) > 0) fixes.push(fixed);
    }
  }
  if (!affected) return undefined;
  const fixedIn = fixes.sort((a, b) => order?.(a, b) ?? 0)[0];
  return fixedIn === undefined ? {} : { fixedIn };
}

/** Walks the events in order of version: introduced opens, fixed and the version after last_affected close. */
function isIn(
  events: OsvRecord['affected'][number]['ranges'][number]['events'],
  version: string,
  order: ReturnType<typeof orderOf>,
): boolean {
  if (!order) return false;
  let inside = false;
  const sorted = events
    .flatMap((one) => Object.entries(one))
    .flatMap(([kind, at]) => (typeof at === 'string' ? [{ kind, at }] : []))
    .sort((a, b) => (a.at === '0' ? -1 : b.at === '0' ? 1 : (order(a.at, b.at) ?? 0)));
  for (const { kind, at } of sorted) {
    const reached = at === '0' ? 0 : order(at, version);
    if (reached === undefined) continue;
    if (kind === 'introduced' && reached <= 0) inside = true;
    if (kind === 'fixed' && reached <= 0) inside = false;
    if (kind === 'last_affected' && reached < 0) inside = false;
  }
  return inside;
}

function isSame(named: { readonly ecosystem: string; readonly name: string }, asked: Asked): boolean {
  if (named.ecosystem.split(':')[0] !== asked.ecosystem) return false;
  return plainName(asked.ecosystem, named.name) === plainName(asked.ecosystem, asked.name);
}

/** Names that an ecosystem takes for the same. */
export function plainName(ecosystem: string, name: string): string {
  if (ecosystem === 'PyPI') return name.toLowerCase().replace(/[-_.]+/g, '-');
  return ecosystem === 'NuGet' || ecosystem === 'Packagist' ? name.toLowerCase() : name;
}

export function advisoryFrom(record: OsvRecord, fixedIn: string | undefined): Advisory {
  return {
    id: record.id,
    aliases: record.aliases.slice(0, 6),
    severity: severityOf(record),
    summary: (record.summary || record.details).replace(/\s+/g, ' ').slice(0, 200),
    ...(fixedIn === undefined ? {} : { fixedIn }),
  };
}

function severityOf(record: OsvRecord): Advisory['severity'] {
  const words = [
    record.database_specific,
    ...record.affected.flatMap((one) => [one.ecosystem_specific, one.database_specific]),
  ];
  for (const word of words) {
    const found = wordToSeverity(word?.severity);
    if (found !== 'unknown') return found;
  }
  const vectors = [...record.severity, ...record.affected.flatMap((one) => one.severity)];
  const scores = vectors.map(({ score }) => scoreOf(score));
  const highest = Math.max(...scores, -1);
  if (highest < 0) return 'unknown';
  return highest >= 9 ? 'critical' : highest >= 7 ? 'high' : highest >= 4 ? 'moderate' : 'low';
}

export function wordToSeverity(word: string | undefined): Advisory['severity'] {
  const plain = word?.toLowerCase();
  if (plain === 'medium') return 'moderate';
  return plain === 'critical' || plain === 'high' || plain === 'moderate' || plain === 'low'
    ? plain
    : 'unknown';
}

/** The base score of a CVSS vector of any version; below zero when it is none. */
function scoreOf(vector: string): number {
  // CommonJS whose names Node cannot see through `import`; loaded only when there is a vector to read.
  const { fromVector }: typeof import('ae-cvss-calculator') = createRequire(import.meta.url)(
    'ae-cvss-calculator',
  );
  if (!/^(CVSS:|AV:)/.test(vector)) return -1;
  // The library types its answer as any, null for what it cannot read; an overall score is what all versions share.
  const scores: unknown = fromVector(vector)?.calculateScores();
  const overall =
    typeof scores === 'object' && scores !== null && 'overall' in scores ? scores.overall : undefined;
  // An incomplete vector scores zero.
  return typeof overall === 'number' && overall > 0 ? overall : -1;
}
