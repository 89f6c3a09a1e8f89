import type { Given } from '../../kit/evidence.ts';
import type compose from '../evidence/compose.ts';

type ComposeFile = Given<{ seen: typeof compose }>['seen']['files'][number];

export interface ServiceToName {
  readonly name: string;
  readonly file: string;
  readonly line: number;
  /** Words any of which names it. */
  readonly names: readonly string[];
}

/** Jobs that run once and tools of developers are no parts of the architecture. */
const helper =
  /(^|[-_])(migrat\w*|init|setup|seed\w*|bootstrap|wait|tests?|e2e|lint|build(er)?|adminer|pgadmin|mailhog|mailpit|maildev|shell|cli|tools?|backup|cron|exporter|node-exporter|cadvisor|promtail)([-_]|$)/i;
const otherNames: readonly (readonly string[])[] = [
  [
    'db',
    'database',
    'postgres',
    'postgresql',
    'mysql',
    'mariadb',
    'mongo',
    'mongodb',
    'timescaledb',
    'postgis',
  ],
  ['cache', 'redis', 'valkey', 'memcached', 'keydb', 'dragonfly'],
  ['queue', 'broker', 'rabbitmq', 'kafka', 'nats', 'redpanda', 'activemq'],
  ['proxy', 'gateway', 'nginx', 'traefik', 'caddy', 'haproxy', 'envoy', 'ingress', 'lb'],
  ['web', 'frontend', 'ui', 'client', 'app', 'webapp'],
  ['api', 'backend', 'server', 'service', 'app'],
  ['worker', 'workers', 'celery', 'sidekiq', 'jobs'],
  ['search', 'elasticsearch', 'opensearch', 'meilisearch', 'typesense', 'solr'],
  ['storage', 's3', 'minio', 'blob'],
];

/** The services of production's compose files that a drawing of the architecture is expected to show. */
export function servicesToName(files: readonly ComposeFile[]): ServiceToName[] {
  const found = new Map<string, ServiceToName>();
  for (const { file, role, services } of files) {
    if (role !== 'service') continue;
    for (const { name, line, image, profiles, restart } of services) {
      if (helper.test(name) || profiles.length > 0 || restart?.value === 'no') continue;
      if (!found.has(name)) found.set(name, { name, file, line, names: namesOf(name, image?.name) });
    }
  }
  return [...found.values()];
}

function namesOf(service: string, image: string | undefined): string[] {
  const base = image?.split('/').at(-1)?.toLowerCase();
  const own = [service.toLowerCase(), ...(base === undefined ? [] : [base])];
  const parts = own.flatMap((name) => [
    name,
    name.replace(/[-_]/g, ''),
    name.replaceAll('_', '-'),
    name.replaceAll('-', '_'),
  ]);
  // "orders-api" is named by "orders": the general part of a name says little, the particular part all.
  const particular = service
    .toLowerCase()
    .split(/[-_]/)
    .filter((part) => part.length > 3 && !/^(service|server|prod|main|demo)$/.test(part));
  const kin = otherNames.filter((group) => own.some((name) => group.includes(name))).flat();
  return [...new Set([...parts, ...particular, ...kin])];
}
