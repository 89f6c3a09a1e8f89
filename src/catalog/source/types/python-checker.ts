import type { RepoDriver } from '../../../kit/drivers.ts';
import type { TypedProject } from '../../evidence/type-holes.ts';

type Checker = TypedProject['checker'];

export const pythonCheckerFile =
  /(^|\/)(pyproject\.toml|mypy\.ini|\.mypy\.ini|setup\.cfg|pyrightconfig\.json)$/;

interface Line {
  readonly section: string;
  readonly key: string;
  readonly value: string;
  readonly line: number;
}

/** What a configuration file says of mypy or pyright; undefined when it names neither. */
export async function readPythonChecker(repo: RepoDriver, file: string): Promise<Checker | undefined> {
  const read = await repo.read(file, { limitBytes: 300_000 });
  if (!read.ok) return undefined;
  if (file.endsWith('.json')) return readPyright(read.text, file);
  const lines = linesOf(read.text);
  const mypy = lines.filter(({ section }) => /^(tool\.)?mypy$/.test(section));
  const pyright = lines.filter(({ section }) => /^tool\.(based)?pyright$/.test(section));
  if (mypy.length > 0) return readMypy(mypy, lines, file);
  if (pyright.length === 0) return undefined;
  const mode = pyright.find(({ key }) => key === 'typeCheckingMode');
  return {
    name: 'pyright',
    strict: mode?.value === 'strict' ? 'on' : 'partly',
    file,
    line: mode?.line ?? pyright[0]?.line ?? 1,
    undone: [],
  };
}

function readMypy(mypy: readonly Line[], all: readonly Line[], file: string): Checker {
  const on = (name: string) => mypy.find(({ key, value }) => key === name && /^true$/i.test(value));
  const strict = on('strict');
  const some =
    strict ?? on('disallow_untyped_defs') ?? on('disallow_incomplete_defs') ?? on('check_untyped_defs');
  const undone = all.flatMap(({ section, key, value, line }) => {
    const whole =
      /^(tool\.)?mypy$/.test(section) &&
      ((key === 'ignore_errors' && /^true$/i.test(value)) ||
        (strict &&
          /^(disallow_untyped_defs|disallow_any_generics|check_untyped_defs|no_implicit_optional|strict_optional|warn_return_any|disallow_untyped_calls)$/.test(
            key,
          ) &&
          /^false$/i.test(value)));
    return whole ? [{ file, line, setting: `${key} = ${value}` }] : [];
  });
  return {
    name: 'mypy',
    strict: strict ? 'on' : some ? 'partly' : 'off',
    file,
    line: some?.line ?? mypy[0]?.line ?? 1,
    undone,
  };
}

function readPyright(text: string, file: string): Checker {
  const strict = /"typeCheckingMode"\s*:\s*"strict"/.test(text);
  return { name: 'pyright', strict: strict ? 'on' : 'partly', file, line: 1, undone: [] };
}

/** `[section]` and `key = value` lines, which TOML and INI have in common. */
function linesOf(text: string): readonly Line[] {
  let section = '';
  return text.split('\n').flatMap((content, index) => {
    const head = /^\s*\[+\s*([^\]]+?)\s*\]+\s*$/.exec(content.slice(0, 200));
    if (head?.[1] !== undefined) {
      section = head[1].replace(/["']/g, '');
      return [];
    }
    const entry = /^\s*([\w-]+)\s*=\s*["']?([^"'#]*?)["']?\s*(#.*)?$/.exec(content.slice(0, 300));
    return entry?.[1] === undefined
      ? []
      : [{ section, key: entry[1], value: entry[2] ?? '', line: index + 1 }];
  });
}
