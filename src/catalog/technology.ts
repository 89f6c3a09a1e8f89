import { defineDetector, type Detector } from '../kit/detector.ts';
import { CannotLook } from '../kit/gatherer.ts';
import { asideKind, folderOf, isFixture } from './aside.ts';
import { storeOf } from './connection-text.ts';
import type { Ecosystem, Manifest } from './evidence/manifests.ts';
import { doubtsAbout } from './technology-doubts.ts';
import { imagesIn } from './technology-images.ts';
import {
  appFolder,
  byFolder,
  configurationFiles,
  matches,
  technologyNeeds,
  type Place,
  type Seen,
} from './technology-places.ts';

/** What gives a technology away. Every list is read as "any of these". */
export interface Technology {
  readonly title: string;
  /**
   * `service`: something the running program uses, so development dependencies and anything in tests or examples do
   * not count. `tooling`: something the team works with, so they do, outside examples.
   */
  readonly counts: 'service' | 'tooling';
  /** Package names as their ecosystem writes them; a trailing `*` stands for any ending. */
  readonly packages?: Partial<Readonly<Record<Ecosystem, readonly string[]>>>;
  /** Image names without registry; a trailing `*` stands for any ending. */
  readonly images?: readonly string[];
  /** Stores in configuration files and schemes in compose addresses. */
  readonly connections?: readonly string[];
  readonly files?: RegExp;
  /** Where a file speaks for the whole repository, whatever folder it stands in. */
  readonly filesAreFor?: 'folder' | 'repository';
  /** Commands in scripts of manifests. */
  readonly scripts?: RegExp;
  /** Extensions of sources whose language has it built in: no package names it there, so it is never ruled out. */
  readonly builtInto?: readonly string[];
}

/** A detector from data. Finding nothing where something could not be read leaves the trait undetermined. */
export function defineTechnology(technology: Technology): Detector<typeof technologyNeeds> {
  return defineDetector({
    title: technology.title,
    needs: technologyNeeds,
    detect: (seen) => {
      const found = byFolder(placesOf(technology, seen));
      if (found.length > 0) return found;
      const doubt = doubtsAbout(technology, seen);
      if (doubt !== undefined) throw new CannotLook(doubt);
      return [];
    },
  });
}

function placesOf(technology: Technology, seen: Seen): Place[] {
  return [
    ...seen.manifests.manifests.flatMap((manifest) => inManifest(technology, manifest)),
    ...inFiles(technology, seen),
    ...(technology.images ? imagesIn(seen, technology.images) : []),
    ...(technology.connections ? inConnections(technology.connections, seen) : []),
  ];
}

function inManifest(technology: Technology, manifest: Manifest): Place[] {
  const { file, folder } = manifest;
  const tooling = technology.counts === 'tooling';
  const kind = asideKind(file);
  if (tooling ? kind === 'example' || kind === 'vendored' || isFixture(file) : manifest.aside) return [];
  const names = technology.packages?.[manifest.ecosystem] ?? [];
  const dependencies = manifest.dependencies.flatMap(({ name, scope, group, line }): Place[] => {
    const ofProgram = scope === 'runtime' || scope === 'optional' || (scope === 'peer' && tooling);
    if (!(tooling ? scope !== 'indirect' : ofProgram) || group === 'central') return [];
    if (!names.some((pattern) => matches(pattern, name))) return [];
    return [{ folder, where: { file, line, note: `${scope} dependency ${name}` } }];
  });
  const scripts = manifest.scripts
    .filter((script) => technology.scripts?.test(script.command.slice(0, 2_000)))
    .map(({ name, line }): Place => ({ folder, where: { file, line, note: `script ${name}` } }));
  return [...dependencies, ...scripts];
}

function inFiles({ files: pattern, filesAreFor, counts }: Technology, seen: Seen): Place[] {
  if (!pattern) return [];
  return configurationFiles(seen)
    .filter((path) => {
      if (!pattern.test(path)) return false;
      const aside = asideKind(path);
      return aside === undefined || (counts === 'tooling' && aside === 'test' && !isFixture(path));
    })
    .map((path) => ({
      folder: filesAreFor === 'repository' ? '' : appFolder(seen, folderOf(path)),
      where: { file: path },
    }));
}

function inConnections(stores: readonly string[], seen: Seen): Place[] {
  const inFiles = seen.connections.connections
    .filter((one) => stores.includes(one.store) && !one.aside)
    .map(({ file, line, because, folder }) => ({
      folder: appFolder(seen, folder),
      where: { file, line, note: because },
    }));
  const inCompose = seen.compose.files
    .filter(({ role }) => role !== 'test' && role !== 'example')
    .flatMap(({ file, services }) =>
      services.flatMap(({ environment, name }) =>
        environment
          .filter(({ hosts }) => hosts.some(({ scheme }) => stores.includes(storeOf(scheme ?? '') ?? '')))
          .map(({ line, name: variable }) => ({
            folder: appFolder(seen, folderOf(file)),
            where: { file, line, note: `address in ${variable} of ${name}` },
          })),
      ),
    );
  return [...inFiles, ...inCompose];
}
