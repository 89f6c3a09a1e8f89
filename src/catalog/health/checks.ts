import { startedServices } from '../compose/stack.ts';
import type { Compose, ComposeService } from '../compose/types.ts';
import { chainOf, type Dockerfiles } from '../containers/user.ts';
import type { Kubernetes } from '../kubernetes/types.ts';
import type { Platforms } from '../platforms/types.ts';
import { isKnown, ownImages } from './own-images.ts';

/** A program of the team's own that production starts, with the health check that watches it. */
export interface Watched {
  readonly name: string;
  readonly file: string;
  readonly line: number;
  /** Undefined when nothing watches it. */
  readonly check?: {
    readonly file: string;
    readonly line: number;
    readonly path?: string;
    readonly what: string;
  };
  /** Its image may bring a check that cannot be seen here. */
  readonly imageUnseen?: boolean;
  /** It answers requests: a worker without a port needs no such check. */
  readonly serves: boolean;
}

/** Everything that production starts of this repository's own code. */
export function watchedPrograms(
  compose: Compose,
  kubernetes: Kubernetes,
  platforms: Platforms,
  dockerfiles: Dockerfiles,
): Watched[] {
  return [...composed(compose, dockerfiles), ...pods(kubernetes), ...hosted(platforms)];
}

function composed(compose: Compose, dockerfiles: Dockerfiles): Watched[] {
  return startedServices(compose)
    .filter(
      ({ parts }) => parts.some(({ build }) => build !== undefined) && !packsForeign(parts, dockerfiles),
    )
    .map(({ name, parts, file, line }): Watched => {
      const own = parts.findLast(({ healthcheck }) => healthcheck !== undefined)?.healthcheck;
      const place = { name, file, line, serves: parts.some(servesRequests) };
      if (own?.disabled) return place;
      if (own) return { ...place, check: { file, line: own.line, what: 'healthcheck', ...pathIn(own.test) } };
      const image = imageCheck(parts, dockerfiles);
      if (image) return { ...place, check: image };
      const path = dockerfileOf(parts);
      return { ...place, imageUnseen: !dockerfiles.files.some((one) => one.file === path) };
    });
}

/** A database, proxy or monitor with the team's configuration copied in is not the team's program. */
function packsForeign(parts: readonly ComposeService[], dockerfiles: Dockerfiles): boolean {
  const path = dockerfileOf(parts);
  const image = dockerfiles.files.find(({ file }) => file === path)?.stages.at(-1)?.image;
  return image !== undefined && isKnown(image);
}

function dockerfileOf(parts: readonly ComposeService[]): string | undefined {
  const build = parts.findLast((part) => part.build !== undefined)?.build;
  const context = build?.context;
  return context === undefined
    ? undefined
    : `${context === '' ? '' : `${context}/`}${build?.dockerfile ?? 'Dockerfile'}`;
}

function servesRequests({ ports, expose, labels }: ComposeService): boolean {
  return (
    ports.length > 0 ||
    expose.length > 0 ||
    labels.some(({ name }) => /loadbalancer\.server\.port|^traefik\.http\.routers/.test(name))
  );
}

/** The HEALTHCHECK of the image that a service builds. */
function imageCheck(parts: readonly ComposeService[], dockerfiles: Dockerfiles): Watched['check'] {
  const path = dockerfileOf(parts);
  const target = parts.findLast((part) => part.build !== undefined)?.build?.target;
  return path === undefined ? undefined : dockerfileCheck(dockerfiles, path, target);
}

function dockerfileCheck(dockerfiles: Dockerfiles, path: string, target?: string): Watched['check'] {
  const found = dockerfiles.files.find(({ file }) => file === path);
  const last =
    found?.stages.find(({ name }) => name !== undefined && name === target) ?? found?.stages.at(-1);
  if (!found || !last) return undefined;
  // A stage inherits the check of the stage it is built on.
  const check = chainOf(found, last).find(({ healthcheck }) => healthcheck !== undefined)?.healthcheck;
  if (!check || check.disabled) return undefined;
  return { file: found.file, line: check.line, what: 'HEALTHCHECK', ...pathIn(check.command) };
}

function pods(kubernetes: Kubernetes): Watched[] {
  const isOwn = ownImages(kubernetes);
  const patched = new Set(kubernetes.unrendered.flatMap(({ of }) => of ?? []));
  return kubernetes.workloads
    .filter(
      ({ role, kind, name }) =>
        role === 'service' &&
        /^(Deployment|StatefulSet|DaemonSet|Rollout)$/.test(kind) &&
        !patched.has(`${kind}/${name}`) &&
        !patched.has(`${kind}/*`),
    )
    .flatMap(({ file, containers }) =>
      containers
        .filter((one) => !one.init && isOwn(one.image))
        .map((container): Watched => {
          const place = {
            name: container.name,
            file,
            line: container.line,
            serves: container.ports.length > 0,
          };
          const probe = container.probes.readiness ?? container.probes.liveness ?? container.probes.startup;
          if (!probe) return place;
          return {
            ...place,
            check: {
              file,
              line: probe.line,
              what: `${probe.kind} probe`,
              ...(probe.path === undefined ? {} : { path: probe.path }),
            },
          };
        }),
    );
}

function hosted(platforms: Platforms): Watched[] {
  const asks = /^(railway|fly|render|digitalocean|app-engine|kamal)$/;
  return platforms.files
    .filter(({ role, platform }) => role === 'service' && asks.test(platform))
    .flatMap(({ file, platform, programs }) =>
      programs
        .filter(({ schedule }) => schedule === undefined)
        .map(({ name, line, health }): Watched => {
          // Render's workers and Railway's defaults do not tell whether they answer requests.
          const place = { name, file, line, serves: platform === 'fly' || platform === 'kamal' };
          if (platform === 'kamal' && !health)
            return { ...place, check: { file, line, what: 'the proxy of Kamal', path: '/up' } };
          return health
            ? {
                ...place,
                check: { file, line: health.line, what: `health check of ${platform}`, path: health.path },
              }
            : place;
        }),
    );
}

/** The path that a command asks on its own host; other commands ask no route. */
function pathIn(command: string): { readonly path?: string } {
  const match =
    /https?:\/\/(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\]|\$\{?\w+\}?)(?::[\w${}:-]{1,40})?(\/[^\s'"`\\|)>;,]{0,200})?/.exec(
      command.slice(0, 2_000),
    );
  return match ? { path: match[1] ?? '/' } : {};
}
