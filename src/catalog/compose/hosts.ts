import type { Finding, Where } from '../../kit/where.ts';
import { storeKind } from '../backup/stores.ts';
import type { Address } from '../containers/addresses.ts';
import { namesOf, networksOf, type Stack } from './stack.ts';
import type { ComposeService } from './types.ts';

/** Names that every container resolves, or that are nobody's. */
const always =
  /^(localhost|host\.docker\.internal|gateway\.docker\.internal|0\.0\.0\.0|127(\.\d+){3}|(\d{1,3}\.){3}\d{1,3})$/;
/** Variables that tell a service its own name or what it listens on, not whom to call. */
const ownName =
  /^(HOST|HOSTNAME|BIND_?(HOST|ADDR\w*)|LISTEN_?(HOST|ADDR\w*)|VIRTUAL_HOST|LETSENCRYPT_HOST|\w*ALLOWED_HOSTS?|TRUSTED_HOSTS?|APP_HOST|SERVER_HOST|\w*_?BIND_\w*)$/;

export interface HostCheck {
  readonly looked: number;
  readonly findings: readonly Finding[];
  readonly doubts: readonly Where[];
}

/** Holds every host that a service is told to call against the services of its stack. */
export function checkHosts(stack: Stack): HostCheck {
  let looked = 0;
  const findings: Finding[] = [];
  const doubts: Where[] = [];
  for (const service of stack.file.services) {
    // A database is told its own name, not whom to call.
    if (service.image && storeKind(service.image.name)) continue;
    for (const { name, line, value, hosts } of service.environment) {
      if (ownName.test(name)) continue;
      for (const address of hosts) {
        const where = { file: stack.file.file, line, service: service.name };
        const verdict = checkHost(address, service, stack);
        if (verdict === 'elsewhere') continue;
        looked += 1;
        if (verdict === 'reachable') continue;
        const says =
          verdict === 'absent'
            ? `${service.name} is told by ${name} to call ${address.host}, which no service of the stack is called.`
            : `${service.name} is told by ${name} to call ${address.host}, which is on another network.`;
        // A default may be replaced, and a bare word may be no host at all.
        const sure =
          value !== 'variable-with-default' &&
          (address.scheme !== undefined || address.port !== undefined || /HOST(NAME)?$/.test(name));
        if (sure && !(verdict === 'absent' && mayBeElsewhere(address.host, service, stack))) {
          findings.push({ key: `host:${stack.file.file}:${service.name}:${name}`, says, where });
        } else doubts.push({ ...where, note: `${name} names ${address.host}` });
      }
    }
  }
  return { looked, findings, doubts };
}

export function checkHost(
  { host }: Pick<Address, 'host'>,
  service: ComposeService,
  stack: Stack,
): 'reachable' | 'absent' | 'apart' | 'elsewhere' {
  if (always.test(host) || host.includes('.')) {
    const byAlias = [...stack.services.values()].some((parts) => namesOf(parts).includes(host));
    if (!byAlias) return 'elsewhere';
  }
  const own = stack.services.get(service.name) ?? [service];
  if (own.some((part) => part.extraHosts.includes(host) || part.networkMode !== undefined))
    return 'reachable';
  const target = [...stack.services.values()].find((parts) => namesOf(parts).includes(host));
  if (!target) return 'absent';
  const mine = networksOf(own);
  return [...networksOf(target)].some((network) => mine.has(network)) ? 'reachable' : 'apart';
}

/** Containers of another stack can share an external network; an unread file may hold the service. */
function mayBeElsewhere(host: string, service: ComposeService, stack: Stack): boolean {
  const mine = networksOf(stack.services.get(service.name) ?? [service]);
  return (
    stack.incomplete ||
    stack.nearby.has(host) ||
    [...mine].some((network) => stack.externalNetworks.has(network))
  );
}
