import { storeKind } from '../backup/stores.ts';
import { parseImageName, programOf } from '../containers/image-name.ts';
import type { Kubernetes } from '../kubernetes/types.ts';
import { knownProgram } from '../monitoring/programs.ts';

/** Programs that teams run and do not write. */
export function isKnown(image: string): boolean {
  const { name } = parseImageName(image);
  return (
    storeKind(image) !== undefined || knownProgram(name, '') !== undefined || bought.test(programOf(name))
  );
}

const bought =
  /^(nginx\S*|caddy|traefik|haproxy|envoy|httpd|varnish|kibana|jaeger\S*|zipkin|tempo|keycloak|vault|consul|mailhog|mailpit|adminer|pgadmin4?|pgbouncer|oauth2-proxy|cloudflared|certbot|heapster\S*|fluent\S*|busybox|alpine)$/;

/**
 * The team's own images come from one place. The place that most of the unknown images come from is theirs; with
 * one workload each, nobody can tell.
 */
export function ownImages(kubernetes: Kubernetes): (image: string | undefined) => boolean {
  const counts = new Map<string, number>();
  for (const { containers, role } of kubernetes.workloads) {
    if (role !== 'service') continue;
    for (const { image } of containers) {
      if (image === undefined || isKnown(image)) continue;
      counts.set(placeOf(image), (counts.get(placeOf(image)) ?? 0) + 1);
    }
  }
  const most = Math.max(0, ...counts.values());
  return (image) => image !== undefined && !isKnown(image) && counts.get(placeOf(image)) === most;
}

/** Everything before the last part: `ghcr.io/acme`. Images without one, such as `frontend`, are built locally. */
function placeOf(image: string): string {
  const { name } = parseImageName(image);
  return name.includes('/') ? name.slice(0, name.lastIndexOf('/')) : '';
}
