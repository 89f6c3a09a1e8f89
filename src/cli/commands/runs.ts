import { harmless } from '../../report/harmless.ts';
import { padEnd, padStart } from '../../report/layout.ts';
import { counted, interval } from '../../report/words.ts';
import type { Given } from '../commands.ts';
import { readResult } from '../find-result.ts';
import { listRuns } from '../run-folder.ts';

const usual = 15;

/** The runs that were kept, newest first. */
export async function run({ options, console }: Given): Promise<number> {
  const store = options.store ?? '.seaworthy';
  const ids = [...(await listRuns(store))].reverse();
  const shown = options.all || options.format === 'json' ? ids : ids.slice(0, usual);
  const runs = await Promise.all(shown.map(async (id) => ({ id, ...(await summary(id, store)) })));
  if (options.format === 'json') {
    console.print(`${JSON.stringify(runs)}\n`);
    return 0;
  }
  if (runs.length === 0) {
    console.print(`There is no run in ${harmless(store)}. Make one: seaworthy inspect\n`);
    return 0;
  }
  const width = Math.max(...runs.map(({ id }) => id.length));
  for (const { id, readiness, ready, commit, unreadable } of runs) {
    const facts =
      unreadable ?? `${padStart(readiness, 6)}  ${padEnd(ready ? 'ready' : 'not ready', 9)}  ${commit}`;
    console.print(`${padEnd(id, width)}  ${harmless(facts)}`.trimEnd() + '\n');
  }
  if (ids.length > shown.length)
    console.print(`and ${counted(ids.length - shown.length, 'older run', 'older runs')}: --all\n`);
  return 0;
}

async function summary(id: string, store: string) {
  try {
    const { score, target, startedAt } = await readResult(id, store);
    const commit = target.commit?.slice(0, 10) ?? '';
    return { startedAt, readiness: interval(score), ready: score.ready, commit };
  } catch (error) {
    const unreadable = error instanceof Error ? error.message : String(error);
    return { readiness: '', ready: false, commit: '', unreadable };
  }
}
