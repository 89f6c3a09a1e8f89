import type { Manifest } from '../evidence/manifests.ts';
import { nodePreparation } from './node.ts';
import { installLine } from './python.ts';
import { step, type Way } from './way.ts';

/** What goes before a start line that somebody gave for a folder where no way to start was found. */
export function preparation(
  folder: string,
  manifests: readonly Manifest[],
  paths: ReadonlySet<string>,
): Way | undefined {
  const mine = manifests.filter((manifest) => manifest.folder === folder && !manifest.aside);
  const node = mine.find((manifest) => manifest.ecosystem === 'npm');
  if (node) return { ...nodePreparation(node, paths), rank: 0, folder };
  const python = mine.find((manifest) => manifest.ecosystem === 'PyPI');
  return (
    python && { rank: 0, folder, steps: [step('install', installLine(python, paths), folder, python.file)] }
  );
}
