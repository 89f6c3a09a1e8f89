import type { Compose } from '../compose/types.ts';
import { parseImageName, programOf } from '../containers/image-name.ts';
import type { Kubernetes } from '../kubernetes/types.ts';
import type { Platforms } from '../platforms/types.ts';
import type { StatefulStore } from './types.ts';

/** Programs that hold data, by the last part of their image's name. `durable`: what is lost is lost. */
const kinds: readonly { readonly image: RegExp; readonly kind: string; readonly durable: boolean }[] = [
  {
    image: /^(postgres|postgresql|postgis|pgvector|timescaledb(-ha)?|cloudnative-pg|spilo.*)$/,
    kind: 'postgres',
    durable: true,
  },
  { image: /^(mysql|mariadb|percona(-server)?)$/, kind: 'mysql', durable: true },
  {
    image: /^(mongo|mongodb|mongodb-community-server|percona-server-mongodb)$/,
    kind: 'mongodb',
    durable: true,
  },
  { image: /^(minio|garage|seaweedfs)$/, kind: 'object-storage', durable: true },
  { image: /^(clickhouse|clickhouse-server)$/, kind: 'clickhouse', durable: true },
  {
    image:
      /^(cockroach|cassandra|scylla|neo4j|couchdb|couchbase|arangodb|rethinkdb|dgraph|surrealdb|edgedb|gel)$/,
    kind: 'database',
    durable: true,
  },
  { image: /^(influxdb|questdb)$/, kind: 'influxdb', durable: true },
  {
    image: /^(redis|valkey|keydb|dragonfly|redis-stack(-server)?|memcached)$/,
    kind: 'redis',
    durable: false,
  },
  { image: /^(elasticsearch|opensearch|meilisearch|typesense|solr)$/, kind: 'search', durable: false },
  {
    image: /^(rabbitmq|kafka|cp-kafka|redpanda|nats|zookeeper|cp-zookeeper)$/,
    kind: 'queue',
    durable: false,
  },
  {
    image: /^(prometheus|grafana(-oss|-enterprise)?|loki|tempo|victoria-metrics|alertmanager|mimir)$/,
    kind: 'monitoring',
    durable: false,
  },
];

/** Where people's files usually lie inside a container. */
const userFiles =
  /\/(uploads?|media|attachments|storage|user[-_]?data|public\/system|files|avatars|documents)(\/|$)/i;

export function storeKind(image: string): { readonly kind: string; readonly durable: boolean } | undefined {
  return kinds.find((one) => one.image.test(programOf(parseImageName(image).name)));
}

/** What holds state in production, as compose, Kubernetes and platform files show it. */
export function findStores(compose: Compose, kubernetes: Kubernetes, platforms: Platforms): StatefulStore[] {
  const composed = compose.files
    .filter(({ role }) => role === 'service')
    .flatMap(({ file, services }) =>
      services.flatMap((service): StatefulStore[] => {
        const known = service.image ? storeKind(service.image.name) : undefined;
        const held = service.mounts.filter((mount) => !mount.readOnly && /^(volume|bind)$/.test(mount.kind));
        const place = { file, line: service.line, name: service.name };
        if (known) {
          const tag = service.image?.tag;
          const volume = held[0]?.source;
          return [
            {
              ...place,
              ...known,
              ...(tag === undefined ? {} : { version: tag }),
              ...(volume ? { volume } : {}),
            },
          ];
        }
        const files = held.find((mount) => mount.kind === 'volume' && userFiles.test(mount.target));
        if (files && /back-?up/i.test(service.name)) return [];
        return files
          ? [{ ...place, kind: 'files', durable: true, ...(files.source ? { volume: files.source } : {}) }]
          : [];
      }),
    );
  const pods = kubernetes.workloads
    .filter(({ role, kind }) => role === 'service' && /^(StatefulSet|Deployment)$/.test(kind))
    .flatMap(({ file, line, name, containers, volumes }) =>
      containers.flatMap((container): StatefulStore[] => {
        const known = container.image === undefined ? undefined : storeKind(container.image);
        const claim = volumes.find((volume) => volume.kind === 'persistentVolumeClaim');
        if (!known || container.image === undefined) return [];
        const { tag } = parseImageName(container.image);
        return [
          {
            file,
            line,
            name,
            ...known,
            ...(tag ? { version: tag } : {}),
            ...(claim?.of ? { volume: claim.of } : {}),
          },
        ];
      }),
    );
  const operated = kubernetes.documents
    .filter(({ role, kind, apiVersion }) => role === 'service' && isOperated(kind, apiVersion))
    .map(({ file, line, kind, name }): StatefulStore => ({
      file,
      line,
      name: name ?? kind,
      kind: 'postgres',
      durable: true,
    }));
  const hosted = platforms.files
    .filter(({ role }) => role === 'service')
    .flatMap(({ file, stores }) =>
      stores.map(({ name, kind, line }): StatefulStore => {
        const isCache = /redis|elasticache|memcache|valkey/.test(kind);
        return { file, line, name, kind: plainKind(kind), durable: !isCache };
      }),
    );
  return [...oncePerVolume(composed), ...pods, ...operated, ...hosted];
}

/** Services that share a volume of files are one store. */
function oncePerVolume(stores: readonly StatefulStore[]): StatefulStore[] {
  const seen = new Set<string>();
  return stores.filter(({ kind, file, volume }) => {
    if (kind !== 'files' || volume === undefined) return true;
    const fresh = !seen.has(`${file} ${volume}`);
    seen.add(`${file} ${volume}`);
    return fresh;
  });
}

function isOperated(kind: string, apiVersion: string): boolean {
  return (
    (kind === 'Cluster' && apiVersion.startsWith('postgresql.cnpg.io')) ||
    /^(PostgresCluster|postgresql)$/.test(kind)
  );
}

function plainKind(kind: string): string {
  if (/postgres|rds|sql_database|pg$/.test(kind)) return 'postgres';
  if (/mysql|maria|jawsdb|cleardb/.test(kind)) return 'mysql';
  if (/mongo|docdb/.test(kind)) return 'mongodb';
  return /redis|elasticache|memcache/.test(kind) ? 'redis' : kind;
}
