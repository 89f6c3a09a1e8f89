import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { ForgeDriver, GitDriver } from '../../kit/drivers.ts';
import { CannotLook, defineGatherer } from '../../kit/gatherer.ts';
import { asideKind, baseName } from '../aside.ts';
import { isPlaceholder } from '../documents/placeholder.ts';
import owners from '../evidence/owners.ts';
import { matcherOf, readCodeowners } from '../owners/codeowners.ts';
import { readBackstage, readMaintainers, readOwnersFile, readServiceRecord } from '../owners/other-owners.ts';

/** Where code hosts look, in their order. */
const githubPlaces = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'];
const gitlabPlaces = ['CODEOWNERS', 'docs/CODEOWNERS', '.gitlab/CODEOWNERS'];
const maxOwnersFiles = 200;
/** Commits looked at for owners who are named by their address. */
const recentCommits = 2_000;

const refused = z.object({ errors: z.array(z.object({ line: z.number(), kind: z.string() })) });

export default defineGatherer({
  brings: owners,
  uses: ['repo', 'git', 'forge'],
  limitMs: 20_000,
  async gather({ drivers: { repo, git, forge }, signal }) {
    const paths = (await repo.list()).filter((file) => file.kind === 'file').map((file) => file.path);
    const origin = await git.origin().catch(() => undefined);
    const gitlab = origin
      ? /gitlab/.test(origin.host)
      : paths.includes('.gitlab-ci.yml') && !paths.some((path) => path.startsWith('.github/'));
    const winner = (gitlab ? gitlabPlaces : githubPlaces).find((path) => paths.includes(path));
    const authors = await recentAuthors(git);
    const answer = winner !== undefined && !gitlab ? await askForge(forge, signal) : undefined;
    const files = [];
    const skipped: { file: string; because: string }[] = [];
    const deciding: ((path: string) => number | undefined)[] = [];
    for (const { file, kind } of candidates(paths)) {
      const read = await repo.read(file, { limitBytes: 1_000_000 });
      if (!read.ok) {
        skipped.push({ file, because: `it is ${read.because}` });
        continue;
      }
      const parsed =
        kind === 'codeowners'
          ? readCodeowners(read.text)
          : kind === 'owners'
            ? readOwnersFile(file, read.text)
            : kind === 'backstage'
              ? readBackstage(file, read.text)
              : kind === 'service-record'
                ? readServiceRecord(file, read.text)
                : readMaintainers(file, read.text);
      const used = kind !== 'codeowners' || file === winner;
      const rules = parsed.rules.map((rule) => ({ ...rule, matches: matcherOf(rule.pattern) }));
      const counts = count(rules, paths);
      if (used) deciding.push((path) => lastMatch(rules, path));
      files.push({
        file,
        kind,
        used,
        rules: rules.map(({ line, pattern, owners: names }, index) => ({
          line,
          pattern,
          owners: names.map((name) => ({
            ...describe(name),
            account: accountOf(name, authors, file === winner ? answer : undefined, line),
          })),
          ...(counts[index] ?? { matches: 0, decides: 0 }),
        })),
        problems: [...parsed.problems],
      });
    }
    const looked = paths.filter((path) => asideKind(path) !== 'vendored');
    const uncovered = looked.filter((path) => !deciding.some((decide) => (decide(path) ?? 0) > 0));
    return {
      files,
      uncovered: { files: uncovered.length, of: looked.length, examples: uncovered.slice(0, 5) },
      skipped,
    };
  },
});

function candidates(paths: readonly string[]) {
  const found: {
    file: string;
    kind: 'codeowners' | 'owners' | 'backstage' | 'service-record' | 'maintainers';
  }[] = [];
  for (const file of paths) {
    const name = baseName(file);
    if (name === 'CODEOWNERS' && [...githubPlaces, ...gitlabPlaces].includes(file))
      found.push({ file, kind: 'codeowners' });
    else if (asideKind(file) !== undefined) continue;
    else if (name === 'OWNERS') found.push({ file, kind: 'owners' });
    else if (/^catalog-info\.ya?ml$/.test(name)) found.push({ file, kind: 'backstage' });
    else if (/^es-metadata\.ya?ml$/.test(file)) found.push({ file, kind: 'service-record' });
    else if (/^(\.github\/|docs\/)?MAINTAINERS(\.md|\.txt)?$/.test(file))
      found.push({ file, kind: 'maintainers' });
  }
  return found.slice(0, maxOwnersFiles);
}

type Rule = { readonly owners: readonly string[]; readonly matches: (path: string) => boolean };

/** How many owners the last matching rule names; undefined when none matches. */
function lastMatch(rules: readonly Rule[], path: string): number | undefined {
  return rules.findLast((rule) => rule.matches(path))?.owners.length;
}

function count(rules: readonly Rule[], paths: readonly string[]) {
  const counts = rules.map(() => ({ matches: 0, decides: 0 }));
  for (const path of paths) {
    let decided = false;
    for (let index = rules.length - 1; index >= 0; index -= 1) {
      const one = counts[index];
      if (!one || !rules[index]?.matches(path)) continue;
      one.matches += 1;
      if (!decided) one.decides += 1;
      decided = true;
    }
  }
  return counts;
}

function describe(name: string) {
  const kind = name.startsWith('@@')
    ? 'role'
    : /^@[^/\s]+\/\S+$/.test(name)
      ? 'team'
      : name.startsWith('@')
        ? 'user'
        : name.includes('@')
          ? 'email'
          : 'text';
  return { name, kind, placeholder: isPlaceholder(name) } as const;
}

async function recentAuthors(git: GitDriver): Promise<ReadonlySet<string>> {
  if (!(await git.present())) return new Set();
  const log = await git.log({ limit: recentCommits });
  const newest = Date.parse(log[0]?.date ?? '');
  const halfYear = 183 * 24 * 3_600_000;
  return new Set(
    log.filter((commit) => newest - Date.parse(commit.date) <= halfYear).map((commit) => commit.author),
  );
}

/** Lines whose owners the host does not know; undefined when it was not asked. */
async function askForge(forge: ForgeDriver, signal: AbortSignal): Promise<ReadonlySet<number> | undefined> {
  try {
    const { errors } = refused.parse(await forge.get('codeowners/errors', signal));
    return new Set(errors.filter((error) => /unknown owner/i.test(error.kind)).map((error) => error.line));
  } catch (error) {
    if (error instanceof CannotLook || error instanceof z.ZodError) return undefined;
    throw error;
  }
}

function accountOf(
  name: string,
  authors: ReadonlySet<string>,
  refusedLines: ReadonlySet<number> | undefined,
  line: number,
) {
  const hash = createHash('sha256').update(name.toLowerCase()).digest('hex').slice(0, 12);
  if (authors.has(hash)) return 'active' as const;
  if (refusedLines === undefined) return 'unasked' as const;
  return refusedLines.has(line) ? ('unknown-there' as const) : ('active' as const);
}
