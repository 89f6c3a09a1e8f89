import { addressesIn } from '../containers/addresses.ts';
import { at, commandOf, entriesOf, numberOf, textOf } from '../yaml-read.ts';
import type { Entry, Tree } from '../yaml-tree.ts';
import type { Program } from './types.ts';

/** Where in a platform's file each fact of a program stands, as key paths. */
export interface ProgramPaths {
  readonly health?: readonly (readonly string[])[];
  readonly start?: readonly (readonly string[])[];
  readonly build?: readonly (readonly string[])[];
  readonly release?: readonly (readonly string[])[];
  readonly instances?: readonly (readonly string[])[];
  readonly autoscaling?: readonly (readonly string[])[];
  readonly strategy?: readonly (readonly string[])[];
  readonly restart?: readonly (readonly string[])[];
  readonly memory?: readonly (readonly string[])[];
  readonly schedule?: readonly (readonly string[])[];
}

/** Reads the usual facts of one program from a tree. */
export function readProgram(name: string, line: number, tree: Tree, paths: ProgramPaths): Program {
  const health = fact(tree, paths.health);
  const instances = firstEntry(tree, paths.instances);
  const count = numberOf(instances?.value);
  return {
    name,
    line,
    ...(health ? { health: { line: health.line, path: health.value } } : {}),
    ...some('start', fact(tree, paths.start)),
    ...some('build', fact(tree, paths.build)),
    ...some('release', fact(tree, paths.release)),
    ...(instances && count !== undefined ? { instances: { line: instances.line, count } } : {}),
    ...some('autoscaling', fact(tree, paths.autoscaling)),
    ...some('strategy', fact(tree, paths.strategy)),
    ...some('restart', fact(tree, paths.restart)),
    ...some('memory', fact(tree, paths.memory)),
    ...some('schedule', fact(tree, paths.schedule)),
    volumes: [],
    environment: [],
    domains: [],
  };
}

/** Variables of a map `NAME: value`. */
export function variablesOf(tree: Tree | undefined): Program['environment'] {
  return [...entriesOf(tree)].map(([name, { line, value }]) => ({
    name,
    line,
    hosts: addressesIn(textOf(value) ?? '', name),
  }));
}

function fact(tree: Tree, paths: readonly (readonly string[])[] | undefined) {
  const entry = firstEntry(tree, paths);
  const value = commandOf(entry?.value) ?? (entry?.value.kind === 'map' ? 'set' : undefined);
  return entry && value !== undefined ? { line: entry.line, value } : undefined;
}

function firstEntry(tree: Tree, paths: readonly (readonly string[])[] | undefined): Entry | undefined {
  for (const path of paths ?? []) {
    const entry = entriesOf(at(tree, ...path.slice(0, -1))).get(path.at(-1) ?? '');
    if (entry) return entry;
  }
  return undefined;
}

function some<K extends string, T>(key: K, value: T | undefined): { [P in K]?: T } {
  // One key of the literal type K with its value: TypeScript widens computed keys to string.
  return (value === undefined ? {} : { [key]: value }) as { [P in K]?: T };
}
