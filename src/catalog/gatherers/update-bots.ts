import { defineGatherer } from '../../kit/gatherer.ts';
import updateBots from '../evidence/update-bots.ts';
import { readJson } from '../json-text.ts';
import { at, entriesOf, itemsOf, textOf } from '../yaml-read.ts';
import { parseYaml } from '../yaml-tree.ts';

type Bot = ReturnType<typeof updateBots.schema.parse>['bots'][number];

const renovate = /^((\.github\/|\.gitlab\/)?renovate\.json5?|\.renovaterc(\.json5?)?|package\.json)$/;

export default defineGatherer({
  brings: updateBots,
  uses: ['repo'],
  limitMs: 10_000,
  async gather({ drivers: { repo } }) {
    const bots: Bot[] = [];
    const skipped: { file: string; because: string }[] = [];
    for (const { path: file } of await repo.list()) {
      const dependabot = /^\.github\/dependabot\.ya?ml$/.test(file);
      if (!dependabot && !renovate.test(file)) continue;
      const read = await repo.read(file);
      const bot = read.ok
        ? dependabot
          ? readDependabot(file, read.text)
          : readRenovate(file, read.text)
        : undefined;
      if (bot === 'none') continue;
      if (bot === undefined) skipped.push({ file, because: read.ok ? 'it cannot be parsed' : read.because });
      else bots.push(bot);
    }
    return { bots, skipped };
  },
});

function readDependabot(file: string, text: string): Bot | undefined {
  const parsed = parseYaml(text);
  const root = parsed.documents[0];
  if (root === undefined || parsed.problems.length > 0) return undefined;
  const updates = itemsOf(at(root, 'updates'));
  const ecosystems = updates.flatMap((one) => textOf(at(one, 'package-ecosystem')) ?? []);
  const closed = updates.filter((one) => textOf(at(one, 'open-pull-requests-limit')) === '0');
  const bot = {
    bot: 'dependabot' as const,
    file,
    line: entriesOf(root).get('updates')?.line ?? 1,
    ecosystems: [...new Set(ecosystems)],
  };
  if (updates.length === 0) return { ...bot, off: { line: bot.line, because: 'it lists no ecosystem' } };
  // With a limit of 0 it opens pull requests for known vulnerabilities only.
  if (closed.length === updates.length && closed[0])
    return { ...bot, off: { line: closed[0].line, because: 'open-pull-requests-limit is 0' } };
  return bot;
}

function readRenovate(file: string, text: string): Bot | 'none' | undefined {
  // JSON5 with its comments and bare keys is read as YAML flow, which takes both.
  const json = readJson(text, { comments: true });
  const inPackage = file === 'package.json';
  const value: unknown = json?.value;
  if (!json || typeof value !== 'object' || value === null)
    return inPackage ? 'none' : readLoosely(file, text);
  const own: unknown = inPackage ? ('renovate' in value ? value.renovate : undefined) : value;
  if (own === undefined) return 'none';
  const line = inPackage ? json.lineOf('renovate') : 1;
  const bot = { bot: 'renovate' as const, file, line, ecosystems: [] };
  const off = typeof own === 'object' && own !== null && 'enabled' in own && own.enabled === false;
  return off
    ? {
        ...bot,
        off: {
          line: json.lineOf(...(inPackage ? ['renovate'] : []), 'enabled'),
          because: 'enabled is false',
        },
      }
    : bot;
}

function readLoosely(file: string, text: string): Bot | undefined {
  const bot = { bot: 'renovate' as const, file, line: 1, ecosystems: [] };
  if (!/\{[\s\S]*\}/.test(text.slice(0, 200_000))) return undefined;
  const lines = text.split('\n');
  // Only what stands as far out as the first key is the whole file's.
  const isKey = (content: string) => /^\s+["']?\w+["']?\s*:/.test(content);
  const margin = lines.find(isKey)?.search(/\S/) ?? 0;
  const off = lines.findIndex(
    (content) => content.search(/\S/) === margin && /^\s*["']?enabled["']?\s*:\s*false/.test(content),
  );
  return off < 0 ? bot : { ...bot, off: { line: off + 1, because: 'enabled is false' } };
}
