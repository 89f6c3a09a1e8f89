import type { RepoDriver } from '../../kit/drivers.ts';
import type { ParseShell } from '../ci/shell.ts';
import { deployRoleOf } from '../deploy-role.ts';
import type { Platforms } from '../platforms/types.ts';
import { actsOfShell } from './acts.ts';
import type { Script } from './scripts.ts';
import { joinWork, type BackupJob } from './types.ts';
import { workOf } from './work.ts';

const crontab = /(^|\/)(crontab[\w.-]*|cron\.d\/[^/]+|crontabs\/[^/]+|[\w.-]+\.(cron|crontab))$/;
const timer = /\.timer$/;
const maxFiles = 60;
const namesBackup = /\bback-?up|pgdump|db-?dump/i;

/** Jobs of committed crontabs and systemd timers. */
export async function jobsOfCron(
  repo: RepoDriver,
  scripts: readonly Script[],
  parse: ParseShell,
): Promise<BackupJob[]> {
  const files = (await repo.list()).filter((entry) => entry.kind === 'file').map((entry) => entry.path);
  const jobs: BackupJob[] = [];
  for (const file of files.filter((path) => crontab.test(path)).slice(0, maxFiles)) {
    const read = await repo.read(file, { limitBytes: 60_000 });
    for (const [index, content] of read.ok ? read.text.split('\n').entries() : []) {
      const match = /^\s*((?:[\d*/,-]+\s+){5}|@\w+\s+)(?:root\s+|postgres\s+)?(\S.*)$/.exec(
        content.slice(0, 1_000),
      );
      if (!match?.[1] || !match[2]) continue;
      jobs.push(...jobOf('crontab', file, index + 1, match[1].trim(), match[2], scripts, parse));
    }
  }
  for (const file of files.filter((path) => timer.test(path)).slice(0, maxFiles)) {
    const service = file.replace(timer, '.service');
    const [timed, run] = await Promise.all([repo.read(file), repo.read(service)]);
    const when = timed.ok ? /^On(?:Calendar|UnitActiveSec)\s*=\s*(.+)$/m.exec(timed.text)?.[1] : undefined;
    const started = run.ok ? /^ExecStart\s*=\s*(.+)$/m.exec(run.text)?.[1] : undefined;
    if (when !== undefined && started !== undefined)
      jobs.push(...jobOf('systemd-timer', service, 1, when, started, scripts, parse));
  }
  return jobs;
}

/** Scheduled programs of hosting platforms. */
export function jobsOfPlatforms(
  platforms: Platforms,
  scripts: readonly Script[],
  parse: ParseShell,
): BackupJob[] {
  return platforms.files.flatMap(({ file, programs }) =>
    programs.flatMap(({ line, schedule, start }) =>
      schedule && start
        ? jobOf('platform-cron', file, line, schedule.value, start.value, scripts, parse)
        : [],
    ),
  );
}

function jobOf(
  kind: BackupJob['kind'],
  file: string,
  line: number,
  schedule: string,
  command: string,
  scripts: readonly Script[],
  parse: ParseShell,
): BackupJob[] {
  const acts = actsOfShell(file, line, command, parse).acts;
  const called = [...command.matchAll(/[\w./-]{1,150}\.(?:sh|py|ts|js|rb)\b/g)].map((match) => match[0]);
  const found = called.map((path) =>
    scripts.find((script) => script.file.endsWith(path.replace(/^.*\//, '/')) || script.file === path),
  );
  const work = joinWork([workOf(acts), ...found.flatMap((script) => (script ? [script.work] : []))]);
  if (work.dumps.length === 0 && !namesBackup.test(command)) return [];
  const unseen = called.filter((_, index) => found[index] === undefined);
  const nothingRuns = work.dumps.length === 0 && unseen.length === 0 && acts.every((act) => act.idle);
  return [
    {
      name: command.slice(0, 60),
      kind,
      file,
      line,
      role: deployRoleOf(file),
      schedule,
      enabled: true,
      hollow: nothingRuns,
      unseen,
      work,
    },
  ];
}
