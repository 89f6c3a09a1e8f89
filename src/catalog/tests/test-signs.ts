import type { Given } from '../../kit/evidence.ts';
import type { Where } from '../../kit/where.ts';
import manifests from '../evidence/manifests.ts';
import testFiles, { type TestFile } from '../evidence/test-files.ts';
import toolConfigs, { type ToolConfig } from '../evidence/tool-configs.ts';

const most = 6;

/** The largest test files of some kinds: where a reader sees what the tests are like. */
export function testsOfKind(
  tests: Given<{ t: typeof testFiles }>['t'],
  kinds: readonly TestFile['kind'][],
): Where[] {
  return tests.files
    .filter((file) => kinds.includes(file.kind))
    .toSorted((a, b) => (b.cases ?? 0) - (a.cases ?? 0))
    .slice(0, most)
    .map(({ file, kind, cases }) => ({ file, note: `${kind}, ${cases ?? 'an unknown number of'} cases` }));
}

/** Configurations of tools with one of these roles. */
export function toolsWith(
  configs: Given<{ c: typeof toolConfigs }>['c'],
  roles: readonly ToolConfig['role'][],
): Where[] {
  return configs.tools
    .filter(({ role, aside }) => roles.includes(role) && !aside)
    .slice(0, most)
    .map(({ file, line, tool }) => ({ file, line, note: `${tool} is configured` }));
}

/** Scripts of manifests whose command matches. */
export function scriptsThat(
  { manifests: all }: Given<{ m: typeof manifests }>['m'],
  command: RegExp,
): Where[] {
  return all
    .filter(({ aside }) => !aside)
    .flatMap(({ file, scripts }) =>
      scripts
        .filter((script) => command.test(script.command.slice(0, 2_000)))
        .map(({ name, line }) => ({ file, line, note: `script ${name}` })),
    )
    .slice(0, most);
}
