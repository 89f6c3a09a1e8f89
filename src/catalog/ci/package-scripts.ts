import { readJson } from '../json-text.ts';
import type { Shelf } from './shelf.ts';

export interface PackageScript {
  readonly line: number;
  /** One for npm, several for a composer list. */
  readonly commands: readonly string[];
}

type Scripts = ReadonlyMap<string, PackageScript> | undefined;

const known = new WeakMap<Shelf, Map<string, Promise<Scripts>>>();

/** `scripts` of a package.json or composer.json; undefined when the file is missing or not valid JSON. */
export function readScripts(file: string, shelf: Shelf): Promise<Scripts> {
  const all = known.get(shelf) ?? new Map<string, Promise<Scripts>>();
  known.set(shelf, all);
  const reading = all.get(file) ?? parseScripts(file, shelf);
  all.set(file, reading);
  return reading;
}

async function parseScripts(file: string, shelf: Shelf): Promise<Scripts> {
  const text = await shelf.text(file);
  const json = text === undefined ? undefined : readJson(text);
  if (!json || typeof json.value !== 'object' || json.value === null) return undefined;
  const scripts: unknown = 'scripts' in json.value ? json.value.scripts : undefined;
  if (typeof scripts !== 'object' || scripts === null) return new Map();
  const found = new Map<string, PackageScript>();
  for (const [name, value] of Object.entries(scripts)) {
    const all: readonly unknown[] = Array.isArray(value) ? value : [value];
    const commands = all.filter((one): one is string => typeof one === 'string');
    if (commands.length > 0) found.set(name, { line: json.lineOf('scripts', name), commands });
  }
  return found;
}
