import type { Sitting } from '../evidence/suite-sittings.ts';
import { isRecord, readPlainJson } from '../lockfiles/lock.ts';
import { areasOf, shareOf } from './shares.ts';
import type { ReportedTest } from './suite-reports.ts';

/** `go test -json`: one event a line; a test with subtests is only their sum and is left out. */
export function goTests(text: string): ReportedTest[] {
  const outcomes = new Map<string, ReportedTest>();
  const output = new Map<string, string>();
  for (const line of text.split('\n')) {
    const event = readPlainJson(line);
    if (!isRecord(event)) continue;
    const { Action: action, Package: module, Test: name, Output: out } = event;
    const file = String(module);
    const key = `${file}\0${typeof name === 'string' ? name : ''}`;
    if (action === 'output') output.set(key, `${output.get(key) ?? ''}${String(out)}`.slice(0, 4_000));
    const outcome = action === 'pass' || action === 'fail' || action === 'skip' ? action : undefined;
    if (outcome === undefined) continue;
    if (typeof name === 'string') outcomes.set(key, { name, file, outcome });
    // A package that fails without a failed test of its own did not compile or ended early.
    else if (outcome === 'fail') outcomes.set(key, { name: file, file, outcome });
  }
  const all = [...outcomes.entries()];
  return all
    .filter(([key, { name, file }]) => {
      if (name === file)
        return !all.some(
          ([, other]) => other.file === file && other.name !== name && other.outcome === 'fail',
        );
      return !all.some(([other]) => other.startsWith(`${key}/`));
    })
    .map(([key, test]) => (test.outcome === 'fail' ? { ...test, says: output.get(key) ?? '' } : test));
}

/** A cover profile counts statements, as Go's own percentage does; they stand for lines here. */
export function goCoverage(text: string): Sitting['coverage'] {
  const blocks = new Map<string, { path: string; total: number; covered: number }>();
  for (const line of text.split('\n')) {
    const match = /^(\S+):([\d.,]+) (\d+) (\d+)$/.exec(line);
    if (!match?.[1]) continue;
    const [, path, range, statements, count] = match;
    const key = `${path}:${range}`;
    const total = Number(statements);
    const covered = Number(count) > 0 || (blocks.get(key)?.covered ?? 0) > 0 ? total : 0;
    blocks.set(key, { path, total, covered });
  }
  const all = [...blocks.values()];
  const sum = (of: 'total' | 'covered') => all.reduce((total, one) => total + one[of], 0);
  return { lines: shareOf(sum('covered'), sum('total')), areas: areasOf(all) };
}
