import type { Manifest } from '../evidence/manifests.ts';
import { inFolder, step, type Way } from './way.ts';

const servers = new Set([
  'express',
  'fastify',
  'koa',
  '@hapi/hapi',
  '@nestjs/core',
  'hono',
  '@hono/node-server',
  'next',
  'nuxt',
  'restify',
  'polka',
  '@adonisjs/core',
  '@feathersjs/express',
  'parse-server',
  'postgraphile',
  'fastify-cli',
  '@sveltejs/kit',
  '@remix-run/serve',
  'apollo-server',
  '@apollo/server',
  'graphql-yoga',
  'socket.io',
]);
const startScripts = ['start:prod', 'start:production', 'start', 'serve'];
const migrateScripts = [
  'migrate:deploy',
  'db:migrate:deploy',
  'migrate',
  'db:migrate',
  'migrate:up',
  'migrate:latest',
  'migration:run',
  'migrations:run',
  'db:deploy',
];
const seedScripts = ['seed', 'db:seed'];
/** Tools that watch files or open browsers are for a person at work, not for a start. */
const watching =
  /\b(nodemon|ts-node-dev|tsx watch|--watch|concurrently|webpack(-dev-server)? serve|react-scripts start|vite(?! preview)\b|next dev|nuxt dev|ng serve|nest start --watch)\b/;
const migrateByPackage: Readonly<Record<string, string>> = {
  prisma: 'prisma migrate deploy',
  '@prisma/client': 'prisma migrate deploy',
};

/** Ways to start from package.json files: scripts first, then `main`. */
export function nodeWays(manifests: readonly Manifest[], paths: ReadonlySet<string>): Way[] {
  const mine = manifests.filter((manifest) => manifest.ecosystem === 'npm' && !manifest.aside);
  return mine.flatMap((manifest) => wayOf(manifest, paths) ?? []);
}

function wayOf(manifest: Manifest, paths: ReadonlySet<string>): Way | undefined {
  const { folder, file } = manifest;
  const script = scriptsOf(manifest);
  const start = startScripts.flatMap((name) =>
    manifest.scripts.filter((one) => one.name === name && !watching.test(one.command)),
  )[0];
  const main = start
    ? undefined
    : [
        'server.js',
        'app.js',
        'index.js',
        'src/index.js',
        'src/server.js',
        'server.mjs',
        'index.mjs',
        'bin/www',
      ].find((name) => paths.has(inFolder(folder, name)));
  const runsServer = manifest.dependencies.some(
    ({ name, scope }) => scope !== 'development' && servers.has(name),
  );
  if (!start && !(main !== undefined && runsServer)) return undefined;
  const tool = packageTool(manifest, paths);
  const hooks = start !== undefined && script([`pre${start.name}`, `post${start.name}`]) !== undefined;
  const command = start
    ? (directCommand(start.command, hooks) ?? `${tool.name} run ${start.name}`)
    : `node ${main}`;
  const because = start
    ? `scripts.${start.name} in ${file}`
    : `${inFolder(folder, main ?? '')} beside ${file}`;
  const depth = folder === '' ? 0 : folder.split('/').length;
  const before = nodePreparation(manifest, paths);
  return {
    ...before,
    rank: (runsServer ? 100 : 40) + (start ? 10 : 0) - depth,
    folder,
    steps: [...before.steps, step('start', command, folder, because)],
  };
}

/** Everything before the start: also for a start line that somebody else gives. */
export function nodePreparation(
  manifest: Manifest,
  paths: ReadonlySet<string>,
): Pick<Way, 'steps' | 'environment'> {
  const { folder, file } = manifest;
  const script = scriptsOf(manifest);
  const tool = packageTool(manifest, paths);
  const steps = [step('install', tool.install, tool.folder, tool.because)];
  const build = script(['build']);
  if (build && !watching.test(build.command))
    steps.push(step('build', `${tool.name} run build`, folder, `scripts.build in ${file}`));
  const migrate = script(migrateScripts);
  const tooling = manifest.dependencies.flatMap(({ name }) => migrateByPackage[name] ?? [])[0];
  if (migrate)
    steps.push(
      step('migrate', `${tool.name} run ${migrate.name}`, folder, `scripts.${migrate.name} in ${file}`),
    );
  else if (tooling !== undefined)
    steps.push(step('migrate', `npx --no-install ${tooling}`, folder, `dependency in ${file}`));
  const seed = script(seedScripts);
  if (seed)
    steps.push(step('seed', `${tool.name} run ${seed.name}`, folder, `scripts.${seed.name} in ${file}`));
  return { steps, environment: { NODE_ENV: 'production' } };
}

function scriptsOf(manifest: Manifest) {
  return (names: readonly string[]) =>
    names.flatMap((name) => manifest.scripts.filter((one) => one.name === name))[0];
}

/**
 * A script that only runs one program is run without the package tool, which would stand between the service and the
 * signals, print lines of its own into the log, and end with a code of its own.
 */
function directCommand(script: string, hooks: boolean): string | undefined {
  const command = script.trim();
  if (hooks || !/^(\w+=[\w./:@-]*\s+)*[\w@./-]+(\s+[\w./:=@,+-]+)*$/.test(command)) return undefined;
  const [first] = command.split(/\s+/).filter((word) => !/^\w+=/.test(word));
  if (first === undefined || packageTools.test(first)) return undefined;
  return /^\w+=/.test(command) ? `env ${command}` : command;
}

const packageTools = /^(npm|npx|pnpm|pnpx|yarn|bun|bunx|run-[ps]|npm-run-all|turbo|nx|lerna|wireit)$/;

export function packageTool(manifest: Manifest, paths: ReadonlySet<string>) {
  const parents = ancestors(manifest.folder);
  const find = (name: string) => parents.find((folder) => paths.has(inFolder(folder, name)));
  const locks = [
    ['package-lock.json', 'npm', 'npm ci --no-audit --no-fund'],
    ['npm-shrinkwrap.json', 'npm', 'npm ci --no-audit --no-fund'],
    ['pnpm-lock.yaml', 'pnpm', 'pnpm install --frozen-lockfile'],
    ['yarn.lock', 'yarn', 'yarn install --frozen-lockfile'],
    ['bun.lock', 'bun', 'bun install --frozen-lockfile'],
    ['bun.lockb', 'bun', 'bun install --frozen-lockfile'],
  ] as const;
  for (const [lock, name, install] of locks) {
    const folder = find(lock);
    if (folder !== undefined) return { name, install, folder, because: inFolder(folder, lock) };
  }
  return {
    name: 'npm',
    install: 'npm install --no-audit --no-fund',
    folder: manifest.folder,
    because: `${manifest.file}, without a lock file`,
  };
}

/** 'a/b' → ['a/b', 'a', '']. */
function ancestors(folder: string): string[] {
  const parts = folder === '' ? [] : folder.split('/');
  return [...parts.map((_, index) => parts.slice(0, parts.length - index).join('/')), ''];
}
