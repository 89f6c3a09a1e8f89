import type { Given } from '../../kit/evidence.ts';
import { defineGatherer } from '../../kit/gatherer.ts';
import { folderOf } from '../aside.ts';
import { parseImageName, programOf } from '../containers/image-name.ts';
import compose from '../evidence/compose.ts';
import dockerfiles from '../evidence/dockerfiles.ts';
import kubernetes from '../evidence/kubernetes.ts';
import platforms from '../evidence/platforms.ts';
import scaleOut from '../evidence/scale-out.ts';

const needs = { compose, dockerfiles, kubernetes, platforms };
type Seen = Given<typeof needs>;
type Place = {
  file: string;
  line: number;
  kind: 'replicas' | 'workers' | 'autoscaling' | 'serverless';
  folder?: string;
  note: string;
};

/** Programs that teams run and do not write. */
const bought =
  /^(postgres\w*|postgis|mysql|mariadb|redis\w*|valkey|memcached|mongo\w*|rabbitmq|kafka|zookeeper|nats|nginx\w*|caddy|traefik|haproxy|envoy|prometheus|alertmanager|grafana|loki|promtail|tempo|jaeger\S*|minio|elasticsearch|opensearch|kibana|node-exporter|cadvisor|blackbox-exporter|vault|consul|keycloak|mailhog|mailpit|adminer|pgadmin4?|pgbouncer|busybox|alpine|clickhouse\S*|etcd)$/;
/** More than one worker process each with a memory of its own; a number from a variable is not known. */
const workers =
  /(?:--workers|--processes|\b-w|--instances|\b-i|--worker-processes|WEB_CONCURRENCY=)[=\s]+["']?(max|\d+)/;

export default defineGatherer({
  brings: scaleOut,
  uses: [],
  needs,
  limitMs: 10_000,
  gather: ({ given }) => {
    const found: Place[] = [
      ...fromCompose(given),
      ...fromDockerfiles(given),
      ...fromKubernetes(given),
      ...fromPlatforms(given),
    ];
    const skipped = [...given.compose.skipped, ...given.kubernetes.skipped, ...given.platforms.skipped];
    for (const { file } of given.kubernetes.unrendered)
      skipped.push({ file, because: 'only a tool can render it' });
    return Promise.resolve({ found, skipped });
  },
});

function fromCompose({ compose }: Seen): Place[] {
  return compose.files
    .filter((one) => one.role === 'service')
    .flatMap(({ file, services }) =>
      services.flatMap((service): Place[] => {
        const name = service.image ? programOf(parseImageName(service.image.name).name) : '';
        if (!service.build && bought.test(name)) return [];
        const folder = service.build?.context === undefined ? {} : { folder: service.build.context };
        const found: Place[] = [];
        if (service.replicas && Number(service.replicas.value) > 1) {
          found.push({
            file,
            line: service.replicas.line,
            kind: 'replicas',
            ...folder,
            note: `${service.replicas.value} replicas of ${service.name}`,
          });
        }
        for (const command of [service.command, service.entrypoint]) {
          if (command && hasWorkers(command.text))
            found.push({
              file,
              line: command.line,
              kind: 'workers',
              ...folder,
              note: `${service.name} starts several processes`,
            });
        }
        return found;
      }),
    );
}

function fromDockerfiles({ dockerfiles }: Seen): Place[] {
  return dockerfiles.files
    .filter((one) => one.role === 'service')
    .flatMap(({ file, stages }) => {
      const last = stages.at(-1);
      const start = [last?.command, last?.entrypoint].find((one) => one && hasWorkers(one.text));
      return start
        ? [
            {
              file,
              line: start.line,
              kind: 'workers' as const,
              folder: folderOf(file),
              note: 'the image starts several processes',
            },
          ]
        : [];
    });
}

function fromKubernetes({ kubernetes }: Seen): Place[] {
  const own = kubernetes.workloads.filter(
    ({ role, kind, containers }) =>
      role === 'service' &&
      /^(Deployment|StatefulSet|Rollout|DaemonSet|ReplicaSet)$/.test(kind) &&
      containers.some(
        (container) =>
          container.image !== undefined && !bought.test(programOf(parseImageName(container.image).name)),
      ),
  );
  // With one program of the team's own there is no doubt whose replicas they are.
  const folder = new Set(own.map((workload) => workload.name)).size === 1 ? { folder: '' } : {};
  const replicas = own.flatMap(({ file, line, name, replicas: count }): Place[] =>
    (count ?? 1) > 1
      ? [{ file, line, kind: 'replicas', ...folder, note: `${count} replicas of ${name}` }]
      : [],
  );
  const scalers = kubernetes.autoscalers
    .filter((one) => one.role === 'service' && (one.max ?? 2) > 1)
    .map(({ file, line, target }): Place => ({
      file,
      line,
      kind: 'autoscaling',
      ...folder,
      note: `autoscaling of ${target}`,
    }));
  return [...replicas, ...scalers];
}

function fromPlatforms({ platforms }: Seen): Place[] {
  return platforms.files
    .filter((one) => one.role === 'service')
    .flatMap(({ file, platform, programs }) => {
      const folder = folderOf(file);
      const found = programs.flatMap((program): Place[] => {
        if (program.instances && program.instances.count > 1) {
          return [
            {
              file,
              line: program.instances.line,
              kind: 'replicas',
              folder,
              note: `${program.instances.count} instances of ${program.name}`,
            },
          ];
        }
        if (program.autoscaling)
          return [
            {
              file,
              line: program.autoscaling.line,
              kind: 'autoscaling',
              folder,
              note: `autoscaling of ${program.name}`,
            },
          ];
        return program.start && hasWorkers(program.start.value)
          ? [
              {
                file,
                line: program.start.line,
                kind: 'workers',
                folder,
                note: `${program.name} starts several processes`,
              },
            ]
          : [];
      });
      const serverless = /^(serverless|cloudflare)$/.test(platform);
      return serverless
        ? [
            ...found,
            {
              file,
              line: 1,
              kind: 'serverless' as const,
              folder,
              note: `${platform} runs one process per burst`,
            },
          ]
        : found;
    });
}

function hasWorkers(command: string): boolean {
  const count = workers.exec(command.slice(0, 2_000))?.[1];
  return count === 'max' || (count !== undefined && Number(count) > 1);
}
