import type { RepoDriver } from '../../kit/drivers.ts';
import type compose from '../evidence/compose.ts';
import { indexRepo } from '../repo-index.ts';
import type { Shelf } from './look-up.ts';
import { readKnownScripts } from './scripts-known.ts';

type Compose = ReturnType<(typeof compose)['schema']['parse']>;

/** All that a document may name: files, scripts, targets, services and workflows of the repository. */
export async function openShelf(repo: RepoDriver, seen: Compose | undefined): Promise<Shelf> {
  const [index, scripts, workflows] = await Promise.all([
    indexRepo(repo),
    readKnownScripts(repo),
    readWorkflowNames(repo),
  ]);
  return { index, scripts, services: servicesOf(seen), workflows, byName: groupByName(index.files) };
}

function servicesOf(seen: Compose | undefined): ReadonlySet<string> | undefined {
  if (seen === undefined || seen.skipped.length > 0) return undefined;
  if (seen.files.some((file) => file.problems.length > 0 || file.includes.length > 0)) return undefined;
  return new Set(seen.files.flatMap((file) => file.services.map((service) => service.name)));
}

async function readWorkflowNames(repo: RepoDriver): Promise<Set<string>> {
  const names = new Set<string>();
  for (const { path } of (await repo.list()).filter((file) =>
    /^\.github\/workflows\/[^/]+\.ya?ml$/.test(file.path),
  )) {
    names.add(path.split('/').at(-1) ?? path);
    const read = await repo.read(path, { limitBytes: 300_000 });
    const name = read.ok ? /^name:\s*(["']?)(.+?)\1\s*$/m.exec(read.text)?.[2] : undefined;
    if (name !== undefined) names.add(name);
  }
  return names;
}

function groupByName(files: ReadonlySet<string>): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const file of files) {
    const name = file.slice(file.lastIndexOf('/') + 1);
    const group = groups.get(name);
    if (group) group.push(file);
    else groups.set(name, [file]);
  }
  return groups;
}
