import { posix } from 'node:path';
import type { Finding } from '../../kit/where.ts';
import type { Compose, ComposeFile, ComposeService } from './types.ts';

/** A file with what it stands on: the base it is laid over, and what it includes. */
export interface Stack {
  readonly file: ComposeFile;
  /** Files it is laid over. */
  readonly bases: readonly string[];
  /** Services by name, this file's last. */
  readonly services: ReadonlyMap<string, readonly ComposeService[]>;
  readonly networks: ReadonlySet<string>;
  readonly volumes: ReadonlySet<string>;
  readonly configs: ReadonlySet<string>;
  readonly secrets: ReadonlySet<string>;
  readonly externalNetworks: ReadonlySet<string>;
  /** Names that only other compose files declare: this one may be started together with them. */
  readonly nearby: ReadonlySet<string>;
  /** Something it stands on is not in the repository or was not read. */
  readonly incomplete: boolean;
}

const base = /^(docker-)?compose\.ya?ml$/;

/** A service with every part that the files of its stack say of it. */
export interface Member {
  readonly name: string;
  readonly parts: readonly ComposeService[];
  readonly file: string;
  readonly line: number;
}

/**
 * What production starts: a base that others are laid over is not started alone, so it counts only through them.
 */
export function startedServices(compose: Compose): Member[] {
  const stacks = productionStacks(compose);
  const overlaid = new Set(stacks.flatMap(({ bases }) => bases));
  return stacks
    .filter(({ file }) => !overlaid.has(file.file))
    .flatMap(({ file, services }) =>
      [...services].map(([name, parts]) => {
        const first = compose.files.find((other) => other.services.some((service) => service === parts[0]));
        return { name, parts, file: first?.file ?? file.file, line: parts[0]?.line ?? 1 };
      }),
    );
}

/** One base under several overlays gives the same finding more than once. */
export function onceEach(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((finding) => [finding.key, finding])).values()];
}

/** The stacks of the files that describe production. */
export function productionStacks(compose: Compose): Stack[] {
  return compose.files.filter(({ role }) => role === 'service').map((file) => stackOf(file, compose));
}

function stackOf(file: ComposeFile, compose: Compose): Stack {
  const folder = posix.dirname(file.file);
  const isBase = base.test(posix.basename(file.file));
  const beside = compose.files.filter(
    (other) => posix.dirname(other.file) === folder && base.test(posix.basename(other.file)),
  );
  const bases = isBase ? [] : beside.filter((other) => standsOn(file, other));
  const included = file.includes.map(({ path }) => compose.files.find((other) => other.file === path));
  const files = [...bases, ...included.flatMap((other) => other ?? []), file];
  const services = new Map<string, readonly ComposeService[]>();
  for (const one of files) {
    for (const service of one.services)
      services.set(service.name, [...(services.get(service.name) ?? []), service]);
  }
  const names = (key: 'networks' | 'volumes' | 'configs' | 'secrets') =>
    new Set(files.flatMap((one) => one[key].map(({ name }) => name)));
  return {
    file,
    bases: bases.map((other) => other.file),
    services,
    networks: names('networks'),
    volumes: names('volumes'),
    configs: names('configs'),
    secrets: names('secrets'),
    nearby: new Set(compose.files.filter((other) => !files.includes(other)).flatMap(declaredIn)),
    externalNetworks: new Set(
      files.flatMap((one) => one.networks.filter(({ external }) => external).map(({ name }) => name)),
    ),
    incomplete:
      included.includes(undefined) ||
      files.some((one) => one.services.some((service) => service.extends?.file !== undefined)),
  };
}

/** A file is laid over a base when it leaves out what only the base has; a whole file stands alone. */
function standsOn(file: ComposeFile, other: ComposeFile): boolean {
  const own = new Set(declaredIn(file));
  const theirs = new Set(declaredIn(other));
  return file.services.some((service) => {
    const lacksSource =
      service.image === undefined && service.build === undefined && service.extends === undefined;
    const refers = [
      ...service.dependsOn.map((one) => one.service),
      ...service.networks.map((one) => one.name),
      ...service.refers.map((one) => one.name),
    ];
    return (
      (lacksSource && theirs.has(service.name)) || refers.some((name) => !own.has(name) && theirs.has(name))
    );
  });
}

function declaredIn(file: ComposeFile): string[] {
  const named = [...file.networks, ...file.volumes, ...file.configs, ...file.secrets];
  return [...file.services.flatMap((service) => namesOf([service])), ...named.map(({ name }) => name)];
}

/** Networks of a service over all files of the stack; without any it is on `default`. */
export function networksOf(parts: readonly ComposeService[]): ReadonlySet<string> {
  const names = parts.flatMap(({ networks }) => networks.map(({ name }) => name));
  return new Set(names.length === 0 ? ['default'] : names);
}

/** Every name by which other services of the stack can reach this one. */
export function namesOf(parts: readonly ComposeService[]): string[] {
  return parts.flatMap(({ name, containerName, hostname, networks }) => [
    name,
    ...(containerName === undefined ? [] : [containerName]),
    ...(hostname === undefined ? [] : [hostname]),
    ...networks.flatMap(({ aliases }) => aliases),
  ]);
}
