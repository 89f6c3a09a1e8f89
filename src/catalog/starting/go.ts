import type { Manifest } from '../evidence/manifests.ts';
import { inFolder, step, type Way } from './way.ts';

const program = '.seaworthy-program';

/** Ways to start a Go module: each main package that opens a server. */
export function goWays(
  manifests: readonly Manifest[],
  mains: readonly { readonly folder: string; readonly serves: boolean }[],
): Way[] {
  return mains.flatMap((main) => {
    const module = manifests
      .filter(
        (one) =>
          one.ecosystem === 'Go' &&
          !one.aside &&
          (one.folder === '' || `${main.folder}/`.startsWith(`${one.folder}/`)),
      )
      .sort((a, b) => b.folder.length - a.folder.length)[0];
    if (!module) return [];
    const inside = module.folder === '' ? main.folder : main.folder.slice(module.folder.length + 1);
    const steps = [
      step('install', 'go mod download', module.folder, module.file),
      step(
        'build',
        `go build -o ${program} ./${inside}`,
        module.folder,
        `package main in ${main.folder || '.'}`,
      ),
      step('start', `./${program}`, module.folder, `package main in ${main.folder || '.'}`),
    ];
    return [
      {
        rank: (main.serves ? 90 : 30) - inFolder(main.folder, '').split('/').length,
        folder: module.folder,
        steps,
      },
    ];
  });
}
