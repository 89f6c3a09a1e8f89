import { at, entriesOf, itemsOf, textOf } from '../yaml-read.ts';
import type { Tree } from '../yaml-tree.ts';
import { readProgram, variablesOf } from './program.ts';
import type { PlatformFacts, Program } from './types.ts';

/** fly.toml: one application, whose checks may stand in three places. */
export function readFly(root: Tree): PlatformFacts {
  const program = readProgram(textOf(at(root, 'app')) ?? 'fly', 1, root, {
    release: [['deploy', 'release_command']],
    strategy: [['deploy', 'strategy']],
    instances: [['http_service', 'min_machines_running']],
    schedule: [['schedule']],
  });
  const health = healthOf(root);
  const mounts = at(root, 'mounts');
  const volumes = [...itemsOf(mounts), ...(mounts?.kind === 'map' ? [mounts] : [])].flatMap((mount) => {
    const source = textOf(at(mount, 'source'));
    return source === undefined ? [] : [{ line: mount.line, value: source }];
  });
  const memory = [...itemsOf(at(root, 'vm'))].flatMap((machine) => {
    const value = textOf(at(machine, 'memory') ?? at(machine, 'memory_mb') ?? at(machine, 'size'));
    return value === undefined ? [] : [{ line: machine.line, value }];
  })[0];
  const full: Program = {
    ...program,
    ...(health ? { health } : {}),
    ...(memory ? { memory } : {}),
    volumes,
    environment: variablesOf(at(root, 'env')),
  };
  const edge = itemsOf(at(root, 'statics')).map((one) => ({
    line: one.line,
    value: 'static files from the edge',
  }));
  return { programs: [full], stores: [], edge };
}

function healthOf(root: Tree): Program['health'] {
  const services = itemsOf(at(root, 'services'));
  const checks = [
    ...itemsOf(at(root, 'http_service', 'checks')),
    ...services.flatMap((service) => [
      ...itemsOf(at(service, 'http_checks')),
      ...itemsOf(at(service, 'checks')),
    ]),
    ...[...entriesOf(at(root, 'checks')).values()].map((entry) => entry.value),
  ];
  for (const check of checks) {
    const entry = entriesOf(check).get('path');
    const path = textOf(entry?.value);
    if (entry && path !== undefined) return { line: entry.line, path };
  }
  return undefined;
}
