import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Audit } from '../kit/audit.ts';
import type { Detector } from '../kit/detector.ts';
import type { Evidence } from '../kit/evidence.ts';
import type { Gatherer } from '../kit/gatherer.ts';

/** Every unit by its id; the id is the path of its file. */
export interface Catalog {
  readonly evidence: ReadonlyMap<string, Evidence>;
  readonly detectors: ReadonlyMap<string, Detector>;
  readonly gatherers: ReadonlyMap<string, Gatherer>;
  readonly audits: ReadonlyMap<string, Audit>;
}

const unitByFolder = {
  evidence: 'evidence',
  detectors: 'detector',
  gatherers: 'gatherer',
  audits: 'audit',
} as const;

type Folder = keyof typeof unitByFolder;

/** Reads catalog folders (ours first, then a team's own) and holds every file to the form of a unit. */
export async function readCatalog(folders: readonly string[]): Promise<Catalog> {
  const catalog = {
    evidence: new Map<string, Evidence>(),
    detectors: new Map<string, Detector>(),
    gatherers: new Map<string, Gatherer>(),
    audits: new Map<string, Audit>(),
  };
  for (const folder of folders) {
    const units = await Promise.all([
      readUnits<Evidence>(folder, 'evidence'),
      readUnits<Detector>(folder, 'detectors'),
      readUnits<Gatherer>(folder, 'gatherers'),
      readUnits<Audit>(folder, 'audits'),
    ]);
    units[0].forEach((unit, id) => add(catalog.evidence, id, unit, folder));
    units[1].forEach((unit, id) => add(catalog.detectors, id, unit, folder));
    units[2].forEach((unit, id) => add(catalog.gatherers, id, unit, folder));
    units[3].forEach((unit, id) => add(catalog.audits, id, unit, folder));
  }
  for (const [id, noun] of catalog.evidence) {
    if (noun.name !== id)
      throw new CatalogError(`evidence/${id} calls itself "${noun.name}": name it after its file`);
  }
  return catalog;
}

export class CatalogError extends Error {
  override readonly name = 'CatalogError';
}

async function readUnits<U>(root: string, folder: Folder): Promise<Map<string, U>> {
  const base = join(root, folder);
  const names = await readdir(base, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = names
    .filter(
      (entry) => entry.isFile() && /\.(ts|js|mjs)$/.test(entry.name) && !/\.d\.ts$|\.test\./.test(entry.name),
    )
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const loaded = await Promise.all(
    files.map(async (file): Promise<[string, U]> => {
      const id = relative(base, file)
        .split(sep)
        .join('/')
        .replace(/\.(ts|js|mjs)$/, '');
      return [id, await loadUnit<U>(file, folder, id)];
    }),
  );
  return new Map(loaded);
}

async function loadUnit<U>(file: string, folder: Folder, id: string): Promise<U> {
  const module: unknown = await import(pathToFileURL(file).href).catch((error: unknown) => {
    throw new CatalogError(
      `${folder}/${id} cannot be loaded: ${error instanceof Error ? error.message : String(error)}`,
    );
  });
  const unit = isRecord(module) ? module['default'] : undefined;
  if (!isRecord(unit) || unit['unit'] !== unitByFolder[folder]) {
    throw new CatalogError(
      `${folder}/${id} must export default a ${unitByFolder[folder]} (see docs/add-an-audit.md)`,
    );
  }
  // The define functions are the only makers of objects with this `unit` mark, so the shape behind it is theirs.
  return unit as U;
}

function add<U>(units: Map<string, U>, id: string, unit: U, folder: string): void {
  if (units.has(id))
    throw new CatalogError(`${id} in ${folder} stands in another catalog folder too: rename one`);
  units.set(id, unit);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
