import { pathFrom, type RepoIndex } from '../repo-index.ts';
import { at, itemsOf, textOf, textsOf } from '../yaml-read.ts';
import type { Tree } from '../yaml-tree.ts';

export const namedKustomization = /(^|\/)kustomization\.ya?ml$|(^|\/)Kustomization$/;

interface Reference {
  readonly path: string;
  readonly line: number;
  readonly exists: 'yes' | 'no' | 'remote';
}

/** Files and folders a kustomization stands on, and which of them are patches. */
export function readKustomization(file: string, root: Tree, index: RepoIndex) {
  const bases = [
    'resources',
    'bases',
    'components',
    'crds',
    'configurations',
    'generators',
    'transformers',
  ].flatMap((key) => textsOf(at(root, key)));
  const patches = [
    ...textsOf(at(root, 'patchesStrategicMerge')).filter(({ text }) => !text.includes('\n')),
    ...[...itemsOf(at(root, 'patches')), ...itemsOf(at(root, 'patchesJson6902'))].flatMap((patch) =>
      textsOf(at(patch, 'path')),
    ),
  ];
  const generated = itemsOf(at(root, 'configMapGenerator')).flatMap((generator) =>
    textsOf(at(generator, 'files')).map(({ text, line }) => ({ text: text.split('=').at(-1) ?? text, line })),
  );
  const targets = [...itemsOf(at(root, 'patches')), ...itemsOf(at(root, 'patchesJson6902'))].flatMap(
    (patch) => {
      const kind = textOf(at(patch, 'target', 'kind'));
      return kind === undefined ? [] : [`${kind}/${textOf(at(patch, 'target', 'name')) ?? '*'}`];
    },
  );
  const toReference = ({ text, line }: { text: string; line: number }) => resolve(file, text, line, index);
  return {
    refers: [...bases, ...patches, ...generated].map(toReference),
    patchFiles: patches.map(({ text }) => pathFrom(file, text)),
    targets,
  };
}

function resolve(file: string, written: string, line: number, index: RepoIndex): Reference {
  if (/^[a-z+]+:\/\/|^git@|^github\.com\/|\?ref=/.test(written))
    return { path: written, line, exists: 'remote' };
  const path = pathFrom(file, written);
  return { path, line, exists: index.presence(path) === 'no' ? 'no' : 'yes' };
}
