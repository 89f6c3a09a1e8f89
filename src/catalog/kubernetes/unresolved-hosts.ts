import type { Where } from '../../kit/where.ts';
import type { Kubernetes } from './types.ts';

/** Hosts inside the cluster, held against the Services here. The cluster may have more: none of them is a finding. */
export function unresolvedHosts(kubernetes: Kubernetes): { looked: number; doubts: Where[] } {
  const services = new Set(kubernetes.services.map(({ name }) => name));
  const named = [
    ...kubernetes.workloads
      .filter(({ role }) => role === 'service')
      .flatMap(({ file, containers }) =>
        containers.flatMap(({ environment }) =>
          environment.flatMap(({ name, line, hosts }) =>
            hosts.map(({ host }) => ({ file, line, name, host })),
          ),
        ),
      ),
    ...kubernetes.configMaps
      .filter(({ role }) => role === 'service')
      .flatMap(({ file, entries }) =>
        entries.flatMap(({ key, line, hosts }) => hosts.map(({ host }) => ({ file, line, name: key, host }))),
      ),
  ];
  const inside = named.filter(({ host }) => isInside(host));
  const doubts = inside
    .filter(({ host }) => !services.has(host.split('.', 1)[0] ?? ''))
    .map(({ file, line, name, host }) => ({
      file,
      line,
      note: `${name} names ${host}, and no Service here is called so`,
    }));
  return { looked: inside.length, doubts };
}

function isInside(host: string): boolean {
  if (/^(localhost|0\.0\.0\.0|(\d{1,3}\.){3}\d{1,3})$/.test(host)) return false;
  return !host.includes('.') || /\.svc(\.cluster\.local)?$/.test(host);
}
