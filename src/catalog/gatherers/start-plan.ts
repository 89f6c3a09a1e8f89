import type { GitDriver, RepoDriver } from '../../kit/drivers.ts';
import { defineGatherer } from '../../kit/gatherer.ts';
import type { PlannedStep, Recipe } from '../../kit/sandbox.ts';
import envRead from '../evidence/env-read.ts';
import manifests from '../evidence/manifests.ts';
import settings from '../evidence/settings.ts';
import startPlan from '../evidence/start-plan.ts';
import { findApps } from '../starting/apps.ts';
import { goWays } from '../starting/go.ts';
import { neededBy } from '../starting/needs.ts';
import { nodeWays } from '../starting/node.ts';
import { procfileWay } from '../starting/procfile.ts';
import { pythonWays } from '../starting/python.ts';
import { recipeFor, recipeOf, splitRoles } from '../starting/recipes.ts';
import { preparation } from '../starting/said.ts';
import { inFolder, limitMs, step, type Way } from '../starting/way.ts';

const exampleFiles = [
  '.env.example',
  '.env.sample',
  '.env.template',
  '.env.dist',
  'env.example',
  '.env.local.example',
];
const readyLimitMs = 60_000;
const commitName = /^(APP_|BUILD_|SOURCE_)?(GIT_)?(COMMIT|COMMIT_SHA|COMMIT_HASH|SHA|REVISION)$/;

export default defineGatherer({
  brings: startPlan,
  uses: ['repo', 'source', 'git'],
  needs: { seen: manifests },
  wants: { said: settings, read: envRead },
  limitMs: 30_000,
  async gather({ given: { seen, said, read }, drivers: { repo, source, git }, signal }) {
    const paths = new Set(
      (await repo.list()).filter((file) => file.kind === 'file').map((file) => file.path),
    );
    const apps = await findApps(source, signal);
    const known = [
      ...nodeWays(seen.manifests, paths),
      ...pythonWays(seen.manifests, apps.python, paths),
      ...goWays(seen.manifests, apps.go),
    ];
    const procfiles = await Promise.all(
      [...paths]
        .filter((path) => /(^|\/)Procfile$/.test(path))
        .map((path) => readProcfile(repo, path, known)),
    );
    const ways = [...known, ...procfiles.flatMap((way) => way ?? [])].sort((a, b) => b.rank - a.rank);
    const wish = said?.start;
    const chosen =
      wish?.command === undefined
        ? ways.find((way) => wish === undefined || way.folder === wish.folder)
        : (ways.find((way) => way.folder === wish.folder) ?? preparation(wish.folder, seen.manifests, paths));
    const own = withOwnPort(wish);
    const steps = stepsOf(chosen, own.wish);
    if (!steps.some(({ name }) => name === 'start')) {
      return {
        because: 'No start script, Procfile, application object or main package was found.',
        passedOver: [],
      };
    }
    const folder = wish?.folder ?? chosen?.folder ?? '';
    const names = [...new Set((read?.reads ?? []).map((one) => one.name))];
    const examples = await readExamples(repo, folder);
    const plan = {
      steps,
      needs: wish?.needs ?? neededBy(seen.manifests, folder, names),
      environment: {
        PORT: { kind: 'port' } as const,
        ...literals(chosen?.environment),
        ...splitRoles(fromNames(examples, names)),
        ...(await stamps(git, [...examples.keys(), ...names])),
        ...Object.fromEntries(
          Object.entries(wish?.environment ?? {}).map(([name, value]) => [name, recipeOf(String(value))]),
        ),
      },
      readyLimitMs: wish === undefined ? readyLimitMs : wish.readySeconds * 1_000,
      ...(wish?.readyPath === undefined ? {} : { readyPath: wish.readyPath }),
      ...(wish?.port === undefined || own.named ? {} : { fixedPort: wish.port }),
    };
    const because = steps.find(({ name }) => name === 'start')?.because ?? '';
    return { plan, because, passedOver: ways.filter((way) => way !== chosen).map(describe) };
  },
});

/** What a pipeline stamps into a build: the copy is of this commit, and may say so. */
async function stamps(git: GitDriver, names: readonly string[]): Promise<Record<string, Recipe>> {
  const asked = names.filter((name) => commitName.test(name));
  if (asked.length === 0 || !(await git.present())) return {};
  const { commit } = await git.head();
  return Object.fromEntries(asked.map((name) => [name, { kind: 'literal', value: commit }]));
}

async function readProcfile(repo: RepoDriver, path: string, known: readonly Way[]): Promise<Way | undefined> {
  const read = await repo.read(path);
  return read.ok ? procfileWay(read.text, path, known) : undefined;
}

type Wish = {
  readonly [K in PlannedStep['name'] as K extends 'start' ? never : K]?: string | false | undefined;
} & { readonly command?: string | undefined; readonly folder: string };

/** A start line that names its port can be told another after all: then copies of the service need not take turns. */
function withOwnPort<W extends { readonly command?: string | undefined; readonly port?: number | undefined }>(
  wish: W | undefined,
): { readonly wish: W | undefined; readonly named: boolean } {
  if (wish?.command === undefined || wish.port === undefined) return { wish, named: false };
  const port = new RegExp(`(?<![\\w.])${wish.port}(?![\\w.])`, 'g');
  const command = wish.command.replace(port, '$PORT');
  return { wish: { ...wish, command }, named: command !== wish.command };
}

/** What seaworthy.yaml says replaces what was found, step by step. */
function stepsOf(way: Way | undefined, wish: Wish | undefined): PlannedStep[] {
  const names: readonly PlannedStep['name'][] = ['install', 'build', 'migrate', 'seed', 'start'];
  return names.flatMap((name) => {
    const said = name === 'start' ? wish?.command : wish?.[name];
    if (said === false) return [];
    if (said !== undefined)
      return [{ ...step(name, said, wish?.folder ?? '', 'seaworthy.yaml'), limitMs: limitMs[name] }];
    return way?.steps.filter((one) => one.name === name) ?? [];
  });
}

async function readExamples(repo: RepoDriver, folder: string): Promise<Map<string, string>> {
  const examples = new Map<string, string>();
  for (const place of new Set([folder, ''])) {
    for (const file of exampleFiles) {
      const read = await repo.read(inFolder(place, file));
      if (read.ok)
        for (const [name, value] of parseEnvFile(read.text))
          if (!examples.has(name)) examples.set(name, value);
    }
  }
  return examples;
}

/** Variables that the code reads or the example file names. */
function fromNames(examples: ReadonlyMap<string, string>, names: readonly string[]): Record<string, Recipe> {
  const recipes: Record<string, Recipe> = {};
  for (const name of new Set([...examples.keys(), ...names])) {
    const recipe = recipeFor(name, examples.get(name));
    if (recipe) recipes[name] = recipe;
  }
  return recipes;
}

function parseEnvFile(text: string): [string, string][] {
  return text.split(/\r?\n/).flatMap((content): [string, string][] => {
    const match = /^\s*(?:export\s+)?([A-Za-z_]\w{0,99})\s*=\s*(.{0,2000})$/.exec(content);
    if (!match?.[1] || match[2] === undefined) return [];
    const value = match[2]
      .trim()
      .replace(/^(["'])(.*)\1$/, '$2')
      .replace(/\s+#.*$/, '');
    return [[match[1], value]];
  });
}

function literals(values: Readonly<Record<string, string>> | undefined): Record<string, Recipe> {
  return Object.fromEntries(
    Object.entries(values ?? {}).map(([name, value]) => [name, { kind: 'literal', value }]),
  );
}

function describe(way: Way): string {
  const start = way.steps.find(({ name }) => name === 'start');
  return `${start?.command ?? ''} (${start?.because ?? ''})`;
}
