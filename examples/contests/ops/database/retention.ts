// Which backups are kept: the newest of each of the last days, weeks and months in which there is one.

export interface RetentionPolicy {
  readonly days: number;
  readonly weeks: number;
  readonly months: number;
}

export const RETENTION: RetentionPolicy = { days: 7, weeks: 5, months: 3 };

interface Dated {
  readonly name: string;
  readonly at: Date;
}

const DAY_MS = 86_400_000;

/** Counts periods that have a backup, not days of the calendar: when backups stop, the old ones are not thrown away. */
export function expired(backups: readonly Dated[], policy: RetentionPolicy = RETENTION): readonly string[] {
  const newestFirst = [...backups].sort((a, b) => b.at.getTime() - a.at.getTime());
  const kept = new Set<string>();
  const periods = [
    { count: policy.days, of: (at: Date) => at.toISOString().slice(0, 10) },
    { count: policy.weeks, of: (at: Date) => `week ${Math.floor((at.getTime() / DAY_MS + 3) / 7)}` }, // weeks begin on Monday
    { count: policy.months, of: (at: Date) => at.toISOString().slice(0, 7) },
  ];
  for (const { count, of } of periods) {
    const seen = new Set<string>();
    for (const { name, at } of newestFirst) {
      if (seen.size === count) break;
      if (!seen.has(of(at))) kept.add(name);
      seen.add(of(at));
    }
  }
  return newestFirst.filter(({ name }) => !kept.has(name)).map(({ name }) => name);
}
