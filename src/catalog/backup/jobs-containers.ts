import type { ParseShell } from '../ci/shell.ts';
import type { Compose, ComposeService } from '../compose/types.ts';
import type { Kubernetes } from '../kubernetes/types.ts';
import { actsOfShell } from './acts.ts';
import { agentSettings, backupAgent } from './agents.ts';
import type { Script } from './scripts.ts';
import { joinWork, noWork, type BackupJob, type Work } from './types.ts';
import { unknownPrograms, workOf } from './work.ts';

const namesBackup = /\bback-?up|pgdump|db-?dump/i;

/** Services of compose files that back something up: by image, by command, or by a scheduler's labels. */
export function jobsOfCompose(compose: Compose, scripts: readonly Script[], parse: ParseShell): BackupJob[] {
  return compose.files.flatMap(({ file, role, services }) =>
    services.flatMap((service): BackupJob[] => {
      const base = {
        name: service.name,
        kind: 'compose-service' as const,
        file,
        line: service.line,
        role,
        enabled: service.profiles.length === 0,
      };
      const labelled = labelJobs(service, file).map(({ schedule, command, line }) => {
        const { work, unseen } = readCommand(file, line, command, service, scripts, parse);
        return {
          ...base,
          line,
          schedule,
          hollow: work.dumps.length === 0 && unseen.length === 0,
          unseen,
          work,
        };
      });
      const agent = service.image && backupAgent(service.image.name);
      if (agent) {
        const work = agentWork(
          agent,
          file,
          service.line,
          service.environment.map(({ name }) => name),
          mountsOf(service),
        );
        return [{ ...base, hollow: false, unseen: [], work }, ...labelled];
      }
      const words = [service.entrypoint?.text, service.command?.text]
        .filter((part) => part !== undefined)
        .join(' ');
      const line = service.command?.line ?? service.entrypoint?.line ?? service.line;
      const { work, unseen } = readCommand(file, line, words, service, scripts, parse);
      const isJob =
        work.dumps.length > 0 ||
        (namesBackup.test(service.name) && (words !== '' || service.build !== undefined));
      if (!isJob) return labelled;
      const lost = service.build && work.dumps.length === 0 ? [...unseen, 'the image it builds'] : unseen;
      return [
        { ...base, hollow: work.dumps.length === 0 && lost.length === 0, unseen: lost, work },
        ...labelled,
      ];
    }),
  );
}

/** CronJobs, and the schedules of backup operators. */
export function jobsOfKubernetes(kubernetes: Kubernetes, parse: ParseShell): BackupJob[] {
  const jobs = kubernetes.workloads
    .filter(({ kind }) => kind === 'CronJob')
    .flatMap((workload): BackupJob[] => {
      const parts = workload.containers.map((container) => {
        const agent = container.image === undefined ? undefined : backupAgent(container.image);
        const names = container.environment.map(({ name }) => name);
        const own = actsOfShell(
          workload.file,
          container.command?.line ?? container.line,
          container.command?.text ?? '',
          parse,
        );
        const work = workOf(
          own.acts.map((act) => ({ ...act, line: container.command?.line ?? container.line })),
        );
        return joinWork([work, agent ? agentWork(agent, workload.file, container.line, names, []) : noWork]);
      });
      const work = joinWork(parts);
      if (work.dumps.length === 0 && !namesBackup.test(workload.name)) return [];
      const { name, file, line, role, schedule, suspended } = workload;
      const unseen = work.dumps.length === 0 ? ['what its image runs'] : [];
      const when = schedule === undefined ? {} : { schedule };
      return [
        {
          name,
          kind: 'kubernetes-cronjob',
          file,
          line,
          role,
          ...when,
          enabled: !suspended,
          hollow: false,
          unseen,
          work,
        },
      ];
    });
  return jobs;
}

function agentWork(
  agent: { readonly tool: string; readonly store: string },
  file: string,
  line: number,
  names: readonly string[],
  mounts: readonly string[],
): Work {
  const settings = agentSettings(names);
  const place = { file, line };
  const local = mounts.map((note) => ({ ...place, kind: 'same-host' as const, note }));
  return {
    ...noWork,
    dumps: [{ ...place, ...agent }],
    destinations: [
      ...(settings.objectStorage
        ? [{ ...place, kind: 'object-storage' as const, note: 'by its variables' }]
        : []),
      ...(settings.remoteHost ? [{ ...place, kind: 'remote-host' as const, note: 'by its variables' }] : []),
      ...local,
    ],
    encrypts: settings.encrypts ? [{ ...place, tool: agent.tool, keyFrom: 'environment' }] : [],
    prunes: settings.prunes ? [{ ...place, note: 'by its variables' }] : [],
    notifies: settings.notifies ? [{ ...place, note: 'by its variables' }] : [],
  };
}

/** Folders for backups on this host. What is mounted from elsewhere on it may be another machine's disk. */
function mountsOf(service: ComposeService): string[] {
  return service.mounts
    .filter(
      ({ kind, readOnly, target }) =>
        !readOnly && /^(bind|volume)$/.test(kind) && /back|dump|archive/i.test(target),
    )
    .filter(({ source }) => !/^\/(mnt|media|nas|net|Volumes)\b|nfs|smb|cifs/i.test(source ?? ''))
    .map(({ target }) => target);
}

/** A command line, and the script of this repository that it starts. */
function readCommand(
  file: string,
  line: number,
  text: string,
  service: ComposeService,
  scripts: readonly Script[],
  parse: ParseShell,
) {
  const shellText = /^(\/bin\/|\/usr\/bin\/)?(ba|da|a)?sh\s+-\w*c\s+/.exec(text);
  const body = shellText ? text.slice(shellText[0].length) : text;
  const acts = actsOfShell(file, line, body, parse).acts.map((act) => ({ ...act, line }));
  const called = [...text.matchAll(/(?:^|[\s"'])((?:\.{0,2}\/)?[\w./-]{1,150}\.(?:sh|py|ts|js|rb))\b/g)].map(
    (match) => match[1] ?? '',
  );
  const found = called.map((path) => scripts.find((script) => isMounted(path, script.file, service)));
  const unseen = [
    ...called.filter((_, index) => found[index] === undefined),
    ...unknownPrograms(acts).filter((program) => !called.includes(program)),
  ];
  return {
    work: joinWork([workOf(acts), ...found.flatMap((script) => (script ? [script.work] : []))]),
    unseen,
  };
}

function isMounted(path: string, script: string, service: ComposeService): boolean {
  const context = service.build?.context;
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (context !== undefined && script.endsWith(`/${name}`) && script.startsWith(context)) return true;
  return service.mounts.some(
    ({ source, target }) =>
      source !== undefined &&
      (source === script
        ? target === path
        : path === `${target.replace(/\/$/, '')}/${script.slice(source.length + 1)}`),
  );
}

/** `ofelia.job-exec.NAME.schedule` and `.command`, and the same shape of other schedulers. */
function labelJobs(service: ComposeService, file: string) {
  return service.labels.flatMap(({ name, value, line }) => {
    const match = /^(ofelia\.job-\w+\.([\w-]+))\.schedule$/.exec(name);
    const command = service.labels.find((label) => label.name === `${match?.[1]}.command`)?.value;
    if (
      !match ||
      command === undefined ||
      !(namesBackup.test(match[2] ?? '') || /dump|backup/i.test(command))
    )
      return [];
    return [{ schedule: value, command, line, file }];
  });
}
