import type { Verdict } from '../kit/audit.ts';
import type { Given } from '../kit/evidence.ts';
import pageTimings, { type PageTiming } from './evidence/page-timings.ts';

export const leastVisits = 3;

/** The median of each page against a limit. Visits on both sides of it that differ by more than half are no measurement. */
export function measure(
  pages: readonly PageTiming[],
  values: (page: PageTiming) => readonly number[],
  limit: { readonly value: number; readonly from: string },
  unit: string,
): Verdict {
  const few = pages.find((page) => values(page).length < leastVisits);
  if (pages.length === 0 || few)
    return {
      abstains: 'unknown',
      because: `${few?.path ?? 'no page'} was measured ${few ? values(few).length : 0} times; it takes ${leastVisits}`,
    };
  const unsteady = pages.find((page) => isUnsteady(values(page), limit.value));
  if (unsteady)
    return {
      abstains: 'unknown',
      because: `${unsteady.path} is unstable: ${values(unsteady).join(', ')} ${unit}`,
    };
  const findings = pages
    .filter((page) => median(values(page)) > limit.value)
    .map((page) => ({
      key: `over:${page.path}`,
      says: `${page.path} takes ${median(values(page))} ${unit} (median of ${values(page).join(', ')}); the limit is ${limit.value} (${limit.from}).`,
      where: { url: page.url },
    }));
  return { looked: pages.length, findings };
}

function isUnsteady(values: readonly number[], limit: number): boolean {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return low <= limit && high > limit && high - low > median(values) / 2;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Examples for the audits that measure pages. */
export function timing(change: Partial<PageTiming>): PageTiming {
  return {
    url: 'http://127.0.0.1:4100/',
    path: '/',
    loadMs: [1300, 1250, 1280, 1310, 1290],
    largestPaintMs: [1400, 1380, 1420, 1390, 1410],
    scriptBytes: [180_000, 18e4, 18e4],
    ...change,
  };
}

export function timingsOf(...pages: PageTiming[]): Given<{ seen: typeof pageTimings }>['seen'] {
  return { profile: { cpuSlowdown: 4, downloadKbps: 1_600, latencyMs: 150 }, pages };
}
