import type { RepoDriver } from '../../kit/drivers.ts';
import { asideKind } from '../aside.ts';
import { parseYaml, type Tree } from '../yaml-tree.ts';
import type { Option } from './facts.ts';

/** One property of a Spring application, by its dotted name. */
export interface Property {
  readonly name: string;
  readonly value: Option;
  readonly file: string;
  readonly line: number;
}

const configFile = /(^|\/)(application|bootstrap)([-.][\w-]+)?\.(ya?ml|properties)$/;
const developmentFile = /(^|\/)(application|bootstrap)-(dev|development|local|test|it|h2|demo)\b/;
const maxFiles = 60;

/** Properties of production: profiles for development and tests are left out. */
export async function springProperties(repo: RepoDriver): Promise<readonly Property[]> {
  const files = (await repo.list()).filter(
    ({ path, kind }) =>
      kind === 'file' &&
      configFile.test(path) &&
      !developmentFile.test(path) &&
      asideKind(path) === undefined,
  );
  const found: Property[] = [];
  for (const { path } of files.slice(0, maxFiles)) {
    const read = await repo.read(path, { limitBytes: 200_000 });
    if (!read.ok) continue;
    found.push(...(path.endsWith('.properties') ? fromLines(read.text, path) : fromYaml(read.text, path)));
  }
  return found;
}

function fromLines(text: string, file: string): Property[] {
  return text.split('\n').flatMap((content, index) => {
    const match = /^\s*([\w.[\]-]+)\s*[=:]\s*(.*?)\s*$/.exec(content.slice(0, 500));
    if (!match?.[1]) return [];
    return [{ name: match[1], value: optionOf(match[2] ?? ''), file, line: index + 1 }];
  });
}

function fromYaml(text: string, file: string): Property[] {
  const found: Property[] = [];
  function walk(tree: Tree, name: string): void {
    if (tree.kind === 'map') {
      for (const [key, entry] of tree.entries) walk(entry.value, name === '' ? key : `${name}.${key}`);
    } else if (tree.kind === 'list') {
      found.push({ name, value: `<list of ${tree.items.length}>`, file, line: tree.line });
    } else if (tree.value !== undefined) {
      found.push({ name, value: optionOf(tree.value), file, line: tree.line });
    }
  }
  for (const document of parseYaml(text).documents) walk(document, '');
  return found;
}

function optionOf(value: Option): Option {
  if (typeof value !== 'string') return value;
  const variable = /^\$\{(\w[\w.-]*)(:.*)?\}$/.exec(value);
  if (variable) return `<env ${variable[1]}>`;
  if (value === 'true' || value === 'false') return value === 'true';
  return /^\d+$/.test(value) ? Number(value) : value.slice(0, 200);
}
