import { interpolate } from '../containers/interpolate.ts';
import { pathFrom, type RepoIndex } from '../repo-index.ts';
import { at, entriesOf, isTrue, itemsOf, textOf } from '../yaml-read.ts';
import { parseYaml, type Entry, type Tree } from '../yaml-tree.ts';
import { checkKeys } from './keys.ts';
import { presenceFrom } from './mounts.ts';
import { composeRole } from './role.ts';
import { readService } from './service.ts';
import type { ComposeFile } from './types.ts';

export const namedCompose =
  /(^|\/)((docker|podman)-)?(compose|stack)([._-][\w.-]*)?\.ya?ml$|[._-](compose|stack)\.ya?ml$/i;
/** Names for which a file that does not parse is a broken compose file rather than something else. */
const surelyCompose = /(^|\/)((docker|podman)-)?compose([._-][\w.-]*)?\.ya?ml$|[._-]compose\.ya?ml$/i;

const maxServices = 300;

/** Undefined when the file is something else than compose. */
export function readComposeFile(
  file: string,
  text: string,
  index: RepoIndex,
): ComposeFile | { skipped: string } | undefined {
  const { documents, problems } = parseYaml(text);
  const root = documents[0];
  const described = entriesOf(root).get('services')?.value;
  const includes = readIncludes(file, root, index);
  if (problems.length > 0 && /\{\{|\{%/.test(text)) return { skipped: 'a template' };
  if (described?.kind !== 'map' && includes.length === 0) {
    if (!surelyCompose.test(file)) return undefined;
    if (problems.length === 0) return undefined;
  }
  const services = [...entriesOf(described)]
    .slice(0, maxServices)
    .flatMap(([name, entry]) => (entry.value.kind === 'map' ? [readService(file, name, entry, index)] : []));
  const remarks = root ? checkKeys(root) : { problems: [], doubts: [] };
  return {
    file,
    ...composeRole(file, services),
    problems: [
      ...problems.filter((problem) => problem.sure),
      ...(problems.length > 0 ? [] : remarks.problems),
    ],
    doubts: [...problems.filter((problem) => !problem.sure), ...remarks.doubts],
    services,
    networks: declared(root, 'networks'),
    volumes: declared(root, 'volumes'),
    configs: declaredFiles(file, root, 'configs'),
    secrets: declaredFiles(file, root, 'secrets'),
    includes,
  };
}

function declared(root: Tree | undefined, key: string) {
  return [...entriesOf(at(root, key))].map(([name, entry]) => describe(name, entry));
}

function declaredFiles(file: string, root: Tree | undefined, key: string) {
  return [...entriesOf(at(root, key))].map(([name, entry]) => {
    const path = textOf(at(entry.value, 'file'));
    const base = describe(name, entry);
    return path === undefined ? base : { ...base, path: pathFrom(file, interpolate(path).text) };
  });
}

function describe(name: string, { line, value }: Entry) {
  const external = at(value, 'external');
  const driver = textOf(at(value, 'driver'));
  return {
    name,
    line,
    external: isTrue(external) || external?.kind === 'map',
    ...(driver === undefined ? {} : { driver }),
  };
}

function readIncludes(file: string, root: Tree | undefined, index: RepoIndex): ComposeFile['includes'] {
  return itemsOf(at(root, 'include')).flatMap((item) => {
    const path = at(item, 'path');
    const paths = item.kind === 'scalar' ? [item] : path?.kind === 'list' ? path.items : path ? [path] : [];
    return paths.flatMap((one) => {
      const written = textOf(one);
      if (written === undefined) return [];
      return [
        {
          path: pathFrom(file, interpolate(written).text),
          line: one.line,
          exists: presenceFrom(file, written, index),
        },
      ];
    });
  });
}
