import type { Where } from '../../kit/where.ts';
import type { Compose, ComposeService } from '../compose/types.ts';
import type { Kubernetes } from '../kubernetes/types.ts';
import type { Platforms } from '../platforms/types.ts';

/** A host that production's configuration names. */
export interface NamedHost {
  readonly where: Where & { readonly file: string };
  /** The variable, rule or domain that names it. */
  readonly by: string;
  readonly host: string;
  readonly scheme?: string;
  /** False for defaults and for what a patch may replace. */
  readonly final: boolean;
  /** False for files that a developer may start as well, and where localhost is a neighbour. */
  readonly alone: boolean;
}

const forProduction = /(^|[^a-z])(prod|production|live|deploy|swarm|stack|release)([^a-z]|$)/i;

/** Hosts in compose, Kubernetes and platform files of production; values that only the environment knows are not there. */
export function namedHosts(compose: Compose, kubernetes: Kubernetes, platforms: Platforms): NamedHost[] {
  return [...composed(compose), ...clustered(kubernetes), ...hosted(platforms)];
}

function composed(compose: Compose): NamedHost[] {
  return compose.files
    .filter(({ role }) => role === 'service')
    .flatMap(({ file, services }) =>
      services
        .filter((service) => !sharesNetwork(service))
        .flatMap((service) =>
          service.environment.flatMap(({ name, line, value, hosts }) =>
            hosts.map(({ host, scheme }): NamedHost => ({
              ...(scheme === undefined ? {} : { scheme }),
              where: { file, line, service: service.name },
              by: name,
              host,
              final: value !== 'variable-with-default',
              alone: forProduction.test(file),
            })),
          ),
        ),
    );
}

/** On the host's network, or in another container's, localhost is a real neighbour. */
function sharesNetwork({ networkMode }: ComposeService): boolean {
  return networkMode !== undefined;
}

function clustered(kubernetes: Kubernetes): NamedHost[] {
  const patched = new Set(kubernetes.unrendered.flatMap(({ of }) => of ?? []));
  const fromPods = kubernetes.workloads
    .filter(({ role }) => role === 'service')
    .flatMap(({ file, kind, name: workload, containers }) => {
      // Containers of one pod reach each other on localhost.
      const alone = containers.filter(({ init }) => !init).length === 1;
      const final = !patched.has(`${kind}/${workload}`) && !patched.has(`${kind}/*`);
      return containers.flatMap(({ environment }) =>
        environment.flatMap(({ name, line, hosts }) =>
          hosts.map(({ host, scheme }): NamedHost => ({
            ...(scheme === undefined ? {} : { scheme }),
            where: { file, line, service: workload },
            by: name,
            host,
            final,
            alone,
          })),
        ),
      );
    });
  const fromMaps = kubernetes.configMaps
    .filter(({ role }) => role === 'service')
    .flatMap(({ file, entries }) =>
      entries.flatMap(({ key, line, hosts }) =>
        hosts.map(({ host, scheme }): NamedHost => ({
          ...(scheme === undefined ? {} : { scheme }),
          where: { file, line },
          by: key,
          host,
          final: false,
          alone: true,
        })),
      ),
    );
  const fromRules = kubernetes.hosts
    .filter(({ role }) => role === 'service')
    .map(({ file, line, kind, host }): NamedHost => ({
      where: { file, line },
      by: kind,
      host,
      final: kubernetes.kustomizations.length === 0,
      alone: true,
    }));
  return [...fromPods, ...fromMaps, ...fromRules];
}

function hosted(platforms: Platforms): NamedHost[] {
  return platforms.files
    .filter(({ role, platform }) => role === 'service' && platform !== 'terraform')
    .flatMap(({ file, programs }) =>
      programs.flatMap(({ name: service, environment, domains }) => [
        ...environment.flatMap(({ name, line, hosts }) =>
          hosts.map(({ host, scheme }): NamedHost => ({
            ...(scheme === undefined ? {} : { scheme }),
            where: { file, line, service },
            by: name,
            host,
            final: true,
            alone: true,
          })),
        ),
        ...domains.map(({ line, value }): NamedHost => ({
          where: { file, line, service },
          by: 'domain',
          host: value,
          final: true,
          alone: true,
        })),
      ]),
    );
}

const blank =
  /^(.+\.)?(example\.(com|org|net|edu)|your[-_]?(domain|host|site|app|company|server|url)[\w.-]*|[\w.-]*\.example|(my|some)[-_]?domain\.\w+|domain\.(com|tld)|todo|tbd|fixme|changeme|change-me|replace[-_]?me|placeholder|xxx+|foo\.bar)$/i;
const localhost = /^(localhost|127(\.\d{1,3}){3}|[\w.-]+\.localhost)$/i;
/** What a service needs from others: at localhost there is none of it. Its own address may well be localhost. */
const needed =
  /DATABASE|(^|_)DB(_|$)|POSTGRES|MYSQL|MARIADB|MONGO|REDIS|CACHE|AMQP|RABBIT|KAFKA|BROKER|ELASTIC|OPENSEARCH|SMTP|MAIL_|(^|_)S3_|MINIO|QUEUE|CELERY|NATS|MEMCACHE/i;
const storeScheme =
  /^(jdbc:)?(postgres(ql)?|mysql|mariadb|mongodb(\+srv)?|rediss?|amqps?|kafka|nats|smtps?|memcached)(\+\w+)?$/;
/** Variables that say what a service listens on, or that it may be asked from its own host. */
const listens = /^(\w*_)?(HOST|BIND\w*|LISTEN\w*|ADDR|ADDRESS|HOSTNAME|HEALTH\w*|NO_PROXY|PROBE\w*)$/i;

export function placeholderKind({
  host,
  by,
  scheme,
}: Pick<NamedHost, 'host' | 'by' | 'scheme'>): 'blank' | 'localhost' | 'own' | undefined {
  if (blank.test(host)) return 'blank';
  if (!localhost.test(host) || listens.test(by)) return undefined;
  return needed.test(by) || storeScheme.test(scheme ?? '') ? 'localhost' : 'own';
}
