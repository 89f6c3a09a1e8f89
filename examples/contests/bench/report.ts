// What the bench found, a line each, beside what is aimed at. A ratio compares two figures of one run on one machine.
import type { Measured } from './load.ts';

const ENTRIES_AIM = 0.1;
const LISTING_AIM = 0.2;

export interface Results {
  readonly machine: { readonly loadBefore: number };
  readonly entries: { readonly service: Measured; readonly pgbenchPerSecond: number; readonly ratio: number };
  readonly listing: { readonly service: Measured; readonly bareFastify: Measured; readonly ratio: number };
  readonly at200PerSecond: readonly (Measured & { readonly line: string; readonly limitMs: number })[];
  readonly memory: { readonly peakMb: number; readonly limitMb: number };
}

export function report({ machine, entries, listing, at200PerSecond, memory }: Results): string {
  const rows = [
    [
      'entries accepted, of what pgbench inserts',
      `${entries.ratio} (${entries.service.perSecond}/s of ${entries.pgbenchPerSecond}/s)`,
      `at least ${ENTRIES_AIM}`,
      entries.ratio >= ENTRIES_AIM && entries.service.failed === 0,
    ],
    [
      'listing, of a bare Fastify route',
      `${listing.ratio} (${listing.service.perSecond}/s of ${listing.bareFastify.perSecond}/s)`,
      `at least ${LISTING_AIM}`,
      listing.ratio >= LISTING_AIM && listing.service.failed === 0,
    ],
    ...at200PerSecond.map(
      ({ line, p95Ms, limitMs, failed }) =>
        [
          `p95 at 200/s: ${line}`,
          `${p95Ms} ms, ${failed} failed`,
          `under ${limitMs} ms`,
          failed === 0 && p95Ms < limitMs,
        ] as const,
    ),
    [
      'most memory',
      `${memory.peakMb} MB`,
      `under ${memory.limitMb} MB`,
      memory.peakMb > 0 && memory.peakMb < memory.limitMb,
    ],
  ] as const;
  const lines = rows.map(
    ([what, found, aim, held]) =>
      `${held ? 'held  ' : 'MISSED'}  ${what.padEnd(52)} ${found.padEnd(36)} ${aim}`,
  );
  return `${lines.join('\n')}\nLoad of the machine before: ${machine.loadBefore}; above 1 the figures say little.\n`;
}
