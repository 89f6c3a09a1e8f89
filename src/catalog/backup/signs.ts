import type { Where } from '../../kit/where.ts';
import type { Backups, Work } from './types.ts';

/** Jobs that back up, and scripts that could: what a drill would look at. */
export function backupSigns({ jobs, scripts, managed }: Backups): Where[] {
  const started = new Set(jobs.flatMap(({ work }) => work.dumps.map(({ file }) => file)));
  return [
    ...jobs.map(({ file, line, name, enabled, hollow, schedule }) => ({
      file,
      line,
      note: `${name}${schedule === undefined ? '' : ` at ${schedule}`}${enabled ? '' : ', switched off'}${hollow ? ', which reads nothing out' : ''}`,
    })),
    ...managed.map(({ file, line, what }) => ({ file, line, note: what })),
    ...scripts
      .filter(({ work }) => work.dumps.length > 0 && !work.dumps.some(({ file }) => started.has(file)))
      .map(({ file }) => ({ file, note: 'a script that nothing here starts' })),
  ];
}

/** Places of one kind of work, over jobs and scripts, each once. */
export function workSigns({ jobs, scripts }: Backups, pick: (work: Work) => readonly Where[]): Where[] {
  const seen = new Set<string>();
  return [...jobs, ...scripts]
    .flatMap(({ work }) => pick(work))
    .filter(({ file, line }) => {
      const fresh = !seen.has(`${file}:${line}`);
      seen.add(`${file}:${line}`);
      return fresh;
    });
}
