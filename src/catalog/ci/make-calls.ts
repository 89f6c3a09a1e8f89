import { bodyOfMakeTarget } from './bodies.ts';
import { readMakefile } from './makefile.ts';
import type { Call } from './model.ts';
import { joinPath } from './paths.ts';
import type { Shelf } from './shelf.ts';

/** Targets that `make` is asked for, with what their recipes do. */
export async function makeCalls(
  words: readonly string[],
  folder: string | undefined,
  shelf: Shelf,
  depth: number,
): Promise<readonly Call[]> {
  let place = folder;
  let named: string | undefined;
  const targets: string[] = [];
  for (let index = 1; index < words.length; index += 1) {
    const word = words[index] ?? '';
    if (word === '-C' || word === '--directory')
      place = place === undefined ? undefined : joinPath(place, words[(index += 1)] ?? '');
    else if (word === '-f' || word === '--file') named = words[(index += 1)];
    else if (/^-[jlo]$/.test(word) && /^\d+$/.test(words[index + 1] ?? '')) index += 1;
    else if (!word.startsWith('-') && !word.includes('=')) targets.push(word);
  }
  if (place === undefined) return [];
  const here = place === '' ? '' : `${place}/`;
  const file = [named, 'GNUmakefile', 'makefile', 'Makefile']
    .map((name) => `${here}${name ?? ' '}`)
    .find((path) => shelf.has(path));
  const text = file === undefined ? undefined : await shelf.text(file);
  if (file === undefined || text === undefined)
    return targets.map((name) => ({ kind: 'make', name, folder: place, exists: 'unknown' }));
  const makefile = readMakefile(text);
  const asked =
    targets.length > 0 ? targets : makefile.firstTarget === undefined ? [] : [makefile.firstTarget];
  const calls: Call[] = [];
  for (const name of asked.filter((one) => !/[$`{}%]/.test(one))) {
    const known = makefile.targets.has(name);
    const body = known ? await bodyOfMakeTarget(file, name, makefile, shelf, depth) : undefined;
    const missing = makefile.complete && !shelf.has(`${here}${name}`) ? 'no' : 'unknown';
    calls.push({
      kind: 'make',
      name,
      folder: place,
      exists: known ? 'yes' : missing,
      ...(body === undefined ? {} : { body }),
    });
  }
  return calls;
}
