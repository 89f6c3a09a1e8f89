import { interpolate } from '../containers/interpolate.ts';
import { pathFrom, type Presence, type RepoIndex } from '../repo-index.ts';
import { at, isTrue, itemsOf, textOf, textsOf } from '../yaml-read.ts';
import type { Tree } from '../yaml-tree.ts';
import type { ComposeMount, ComposeService } from './types.ts';

/** Mounts of a service, and the named volumes, configs and secrets it refers to. */
export function readMounts(
  file: string,
  tree: Tree,
  index: RepoIndex,
): Pick<ComposeService, 'mounts' | 'refers'> {
  const volumes = itemsOf(at(tree, 'volumes')).flatMap((item) => readVolume(file, item, index) ?? []);
  const tmpfs = textsOf(at(tree, 'tmpfs')).map(({ text, line }): ComposeMount => ({
    line,
    kind: 'tmpfs',
    target: text.split(':', 1)[0] ?? text,
    readOnly: false,
  }));
  const configs = named(at(tree, 'configs'), 'config');
  const secrets = named(at(tree, 'secrets'), 'secret');
  const volumeNames = volumes.flatMap(({ kind, source, line }) =>
    kind === 'volume' && source !== undefined ? [{ kind: 'volume' as const, name: source, line }] : [],
  );
  return {
    mounts: [...volumes, ...tmpfs, ...configs, ...secrets],
    refers: [
      ...volumeNames,
      ...configs.map((mount) => ({ kind: 'config' as const, name: mount.source, line: mount.line })),
      ...secrets.map((mount) => ({ kind: 'secret' as const, name: mount.source, line: mount.line })),
    ],
  };
}

function readVolume(file: string, item: Tree, index: RepoIndex): ComposeMount | undefined {
  const written = textOf(item);
  return written === undefined ? readLong(file, item, index) : readShort(file, written, item.line, index);
}

function readShort(file: string, written: string, line: number, index: RepoIndex): ComposeMount {
  const { text } = interpolate(written);
  const parts = splitShort(text);
  const [source = '', target] = parts;
  if (target === undefined) return { line, kind: 'anonymous', target: source, readOnly: false };
  const readOnly = (parts[2] ?? '').split(',').includes('ro');
  if (/^[\w][\w.-]*$/.test(source)) return { line, kind: 'volume', source, target, readOnly };
  return {
    line,
    kind: 'bind',
    source: pathFrom(file, source),
    target,
    readOnly,
    exists: presenceFrom(file, source, index),
  };
}

/** `C:\data:/data:ro` keeps its drive letter. */
function splitShort(text: string): string[] {
  const drive = /^[A-Za-z]:[\\/]/.test(text) ? text.slice(0, 2) : '';
  const [first = '', ...rest] = text.slice(drive.length).split(':');
  return [drive + first, ...rest];
}

function readLong(file: string, item: Tree, index: RepoIndex): ComposeMount | undefined {
  const type = textOf(at(item, 'type'));
  const target = textOf(at(item, 'target'));
  if (target === undefined) return undefined;
  const written = textOf(at(item, 'source'));
  const source = written === undefined ? undefined : interpolate(written).text;
  const base = { line: item.line, target, readOnly: isTrue(at(item, 'read_only')) };
  if (type === 'tmpfs') return { ...base, kind: 'tmpfs' };
  if (type === 'volume')
    return source === undefined ? { ...base, kind: 'anonymous' } : { ...base, kind: 'volume', source };
  if (type !== 'bind' || source === undefined) return { ...base, kind: 'other' };
  return { ...base, kind: 'bind', source: pathFrom(file, source), exists: presenceFrom(file, source, index) };
}

function named(tree: Tree | undefined, kind: 'config' | 'secret') {
  return itemsOf(tree).flatMap((item) => {
    const source = textOf(item) ?? textOf(at(item, 'source'));
    if (source === undefined) return [];
    const target =
      textOf(at(item, 'target')) ?? (kind === 'secret' ? `/run/secrets/${source}` : `/${source}`);
    return [{ line: item.line, kind, source, target, readOnly: true }];
  });
}

/** Compose may be started from another folder: a path that only exists from the root of the repository is in doubt. */
export function presenceFrom(file: string, written: string, index: RepoIndex): Presence {
  const beside = index.presence(pathFrom(file, written));
  if (beside !== 'no') return beside;
  const fromRoot = index.presence(pathFrom('compose.yaml', written));
  return fromRoot === 'file' || fromRoot === 'folder' ? 'unresolved' : 'no';
}
