import type { Sitting } from '../evidence/suite-sittings.ts';

type Coverage = NonNullable<Sitting['coverage']>;

export function shareOf(covered: number, total: number): Coverage['lines'] {
  return { covered, total, percent: total === 0 ? 0 : Math.round((10_000 * covered) / total) / 100 };
}

/** Shares by the first two folders of the files. */
export function areasOf(
  files: readonly { readonly path: string; readonly covered: number; readonly total: number }[],
): Coverage['areas'] {
  const sums = new Map<string, { covered: number; total: number }>();
  for (const { path, covered, total } of files) {
    const folder = path.split('/').slice(0, -1).slice(0, 2).join('/');
    const sum = sums.get(folder) ?? { covered: 0, total: 0 };
    sums.set(folder, { covered: sum.covered + covered, total: sum.total + total });
  }
  return [...sums].map(([folder, sum]) => ({ folder, lines: shareOf(sum.covered, sum.total) })).slice(0, 100);
}
