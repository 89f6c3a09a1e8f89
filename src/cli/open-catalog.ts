import { readdir } from 'node:fs/promises';
import { registerHooks } from 'node:module';
import { extname, join, resolve } from 'node:path';
import { readCatalog, type Catalog } from '../engine/catalog.ts';

export const ownCatalog = join(import.meta.dirname, '../catalog');

const parts = ['audits', 'evidence', 'gatherers', 'detectors'];
let lent = false;

/** Our catalog, then a team's own folders. */
export async function openCatalog(folders: readonly string[]): Promise<Catalog> {
  const own = folders.map((folder) => resolve(folder));
  for (const folder of own) await mustHoldUnits(folder);
  if (own.length > 0) lendKit();
  return readCatalog([ownCatalog, ...own]);
}

async function mustHoldUnits(folder: string): Promise<void> {
  const names = await readdir(folder).catch((): string[] => []);
  if (!parts.some((part) => names.includes(part)))
    throw new Error(
      `--catalog ${folder}: there is no ${parts.slice(0, -1).join('/, ')}/ or ${parts.at(-1)}/ in it`,
    );
}

/**
 * Answers `import … from 'seaworthy/kit'` in a team's catalog with our own kit, and `seaworthy/evidence/NAME` with our
 * own nouns: nothing need be installed beside the catalog, and there is one of each, not two.
 */
function lendKit(): void {
  if (lent) return;
  lent = true;
  const extension = extname(import.meta.filename);
  const urlOf = (path: string) => new URL(`../${path}${extension}`, import.meta.url).href;
  registerHooks({
    resolve(specifier, context, next) {
      if (specifier === 'seaworthy/kit') return { url: urlOf('kit/public'), shortCircuit: true };
      const noun = /^seaworthy\/evidence\/([\w-]+)$/.exec(specifier)?.[1];
      if (noun !== undefined) return { url: urlOf(`catalog/evidence/${noun}`), shortCircuit: true };
      return next(specifier, context);
    },
  });
}
