import { joinPath } from './paths.ts';
import { bodyOfFile, bodyOfNpmScript, bodyOfComposerScript } from './bodies.ts';
import { pathsIn } from './file-words.ts';
import { makeCalls } from './make-calls.ts';
import type { Call } from './model.ts';
import { npmRuns, type NpmRun } from './npm-runner.ts';
import { readScripts } from './package-scripts.ts';
import type { Shelf } from './shelf.ts';

/** What of the repository a command runs or reads, followed to its text. `folder` undefined: not known where it runs. */
export async function callsOf(
  words: readonly string[],
  folder: string | undefined,
  shelf: Shelf,
  depth: number,
): Promise<readonly Call[]> {
  const calls: Call[] = [];
  for (const run of npmRuns(words)) calls.push(...(await npmCalls(run, folder, shelf, depth)));
  if (words[0] === 'make' || words[0] === 'gmake')
    calls.push(...(await makeCalls(words, folder, shelf, depth)));
  if (words[0] === 'composer') calls.push(...(await composerCalls(words, folder, shelf, depth)));
  if (folder === undefined) calls.push(...(await elsewhereCalls(words, shelf, depth)));
  for (const { kind, path, runs } of pathsIn(words)) {
    const place = folder === undefined ? undefined : joinPath(folder, path);
    if (place === undefined) {
      calls.push({ kind, name: path, folder: folder ?? '', exists: 'unknown' });
      continue;
    }
    const there = shelf.has(place) || shelf.hasFolder(place);
    const body = runs && shelf.has(place) ? await bodyOfFile(place, folder ?? '', shelf, depth) : undefined;
    calls.push({
      kind,
      name: place,
      folder: folder ?? '',
      exists: there ? 'yes' : shelf.isMade(place) ? 'unknown' : 'no',
      ...(body === undefined ? {} : { body }),
    });
  }
  return calls;
}

/** In a container or on a host: what is run there by its path in the image is most likely what is here by that path. */
async function elsewhereCalls(
  words: readonly string[],
  shelf: Shelf,
  depth: number,
): Promise<readonly Call[]> {
  const scripts = npmRuns(words).filter((run) => run.of === undefined && run.folder === '');
  const calls: Call[] = [];
  for (const { script } of scripts) {
    const body = await bodyOfNpmScript('package.json', script, shelf, depth);
    if (body !== undefined) calls.push({ kind: 'npm-script', name: script, folder: '', exists: 'yes', body });
  }
  const path = words.find((word) => /^\/[\w./-]+\.(sh|bash)$/.test(word))?.slice(1);
  if (path !== undefined && shelf.has(path)) {
    const body = await bodyOfFile(path, '', shelf, depth);
    calls.push({
      kind: 'file',
      name: path,
      folder: '',
      exists: 'yes',
      ...(body === undefined ? {} : { body }),
    });
  }
  return calls;
}

async function npmCalls(
  run: NpmRun,
  folder: string | undefined,
  shelf: Shelf,
  depth: number,
): Promise<readonly Call[]> {
  // A parameter or variable may stand for any script.
  if (!/^[\w:.@/*-]+$/.test(run.script)) return [];
  const folders = run.of ? workspaceFolders(run.of.name, shelf) : [joinPath(folder ?? '', run.folder)];
  const calls: Call[] = [];
  for (const place of folders) {
    if (place === undefined || (folder === undefined && !run.of)) continue;
    const file = place === '' ? 'package.json' : `${place}/package.json`;
    const scripts = await readScripts(file, shelf);
    for (const name of matching(run.script, scripts)) {
      const body = await bodyOfNpmScript(file, name, shelf, depth);
      calls.push({
        kind: 'npm-script',
        name,
        folder: place,
        exists: 'yes',
        ...(body === undefined ? {} : { body }),
      });
    }
    const isDefault = run.script === 'start' || run.script === 'stop' || run.script === 'restart';
    if (run.of || calls.length > 0 || run.mayBeProgram || isDefault || /[*:]$|\*/.test(run.script)) continue;
    calls.push({
      kind: 'npm-script',
      name: run.script,
      folder: place,
      exists: scripts === undefined ? 'unknown' : 'no',
    });
  }
  return calls;
}

function matching(script: string, scripts: ReadonlyMap<string, unknown> | undefined): string[] {
  if (!scripts) return [];
  if (!script.includes('*')) return scripts.has(script) ? [script] : [];
  const start = script.slice(0, script.indexOf('*'));
  return [...scripts.keys()].filter((name) => name.startsWith(start));
}

function workspaceFolders(name: string | undefined, shelf: Shelf): readonly string[] {
  const inner = shelf.packages.filter((one) => one.folder !== '');
  if (name === undefined) return inner.map((one) => one.folder).slice(0, 60);
  const plain = name.replace(/^\.\/|\.{3}$|^\.{3}/g, '').replace(/[{}^]/g, '');
  return inner
    .filter((one) => one.name === plain || one.folder === plain || one.name?.split('/').at(-1) === plain)
    .map((one) => one.folder);
}

async function composerCalls(
  words: readonly string[],
  folder: string | undefined,
  shelf: Shelf,
  depth: number,
): Promise<readonly Call[]> {
  const plain = words.slice(1).filter((word) => !word.startsWith('-'));
  const explicit = /^(run|run-script|exec)$/.test(plain[0] ?? '');
  const name = explicit ? plain[1] : plain[0];
  if (name === undefined || folder === undefined || plain[0] === 'exec' || /[$`{}]/.test(name)) return [];
  const file = folder === '' ? 'composer.json' : `${folder}/composer.json`;
  const scripts = await readScripts(file, shelf);
  if (!scripts?.has(name)) {
    if (!explicit) return [];
    return [{ kind: 'composer-script', name, folder, exists: scripts === undefined ? 'unknown' : 'no' }];
  }
  const body = await bodyOfComposerScript(file, name, shelf, depth);
  return [{ kind: 'composer-script', name, folder, exists: 'yes', ...(body === undefined ? {} : { body }) }];
}
