import { randomBytes } from 'node:crypto';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { Recipe } from '../../kit/sandbox.ts';

/** Where the parts of this sandbox listen; absent parts were not asked for. */
export interface Places {
  readonly port: number;
  readonly postgres?: {
    readonly port: number;
    readonly database: string;
    readonly passwords: Readonly<Record<'owner' | 'service', string>>;
  };
  readonly redis?: { readonly port: number };
  readonly mail?: { readonly port: number };
  readonly outside: { readonly port: number };
}

/** Of our own environment the target gets what programs need to run, and nothing that could be a secret. */
const inherited = [
  'PATH',
  'LANG',
  'LC_ALL',
  'TZ',
  'SystemRoot',
  'PATHEXT',
  'JAVA_HOME',
  'GOROOT',
  'GOPATH',
  'GOMODCACHE',
  'GOFLAGS',
  'GOPROXY',
];

export function baseEnvironment(home: string): Record<string, string> {
  const kept = inherited.flatMap((name) =>
    process.env[name] === undefined ? [] : [[name, process.env[name]] as const],
  );
  return {
    ...Object.fromEntries(kept),
    // Where `go mod download` of the install step put them: its home is the real one.
    GOMODCACHE: process.env['GOMODCACHE'] ?? join(process.env['GOPATH'] ?? join(homedir(), 'go'), 'pkg/mod'),
    HOME: home,
    TMPDIR: home,
    XDG_CACHE_HOME: `${home}/.cache`,
    CI: 'true',
    NO_COLOR: '1',
  };
}

/** Programs of the target's own dependencies come first, nearest first, as its package tool would have it. */
export function withLocalPrograms(path: string, tree: string, folder: string): string {
  const parts = folder.split('/').filter((part) => part !== '' && part !== '.');
  const folders = [...parts.map((_, index) => parts.slice(0, parts.length - index)), []];
  const local = folders.flatMap((above) =>
    ['node_modules/.bin', '.venv/bin'].map((bin) => join(tree, ...above, bin)),
  );
  return [...local, path].join(delimiter);
}

/** Secrets differ for every variable and run; everything outside points at the sink. */
export function resolve(recipes: Readonly<Record<string, Recipe>>, places: Places): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [name, recipe] of Object.entries(recipes)) {
    const value = valueOf(recipe, places);
    if (value !== undefined) values[name] = value;
  }
  const sink = `http://127.0.0.1:${places.outside.port}`;
  const proxies = { HTTP_PROXY: sink, HTTPS_PROXY: sink, http_proxy: sink, https_proxy: sink };
  return { ...proxies, NO_PROXY: '127.0.0.1,localhost,::1', no_proxy: '127.0.0.1,localhost,::1', ...values };
}

function valueOf(recipe: Recipe, places: Places): string | undefined {
  switch (recipe.kind) {
    case 'literal':
      return recipe.value;
    case 'port':
      return String(places.port);
    case 'base-url':
      return `http://127.0.0.1:${places.port}`;
    case 'secret':
      return randomBytes(recipe.bytes).toString('base64url');
    case 'outside-url':
      return `http://127.0.0.1:${places.outside.port}`;
    case 'tracker-dsn':
      return `http://seaworthy@127.0.0.1:${places.outside.port}/1`;
    case 'mail':
      return places.mail && addressPart(recipe.part, 'smtp', places.mail.port);
    case 'redis':
      return places.redis && addressPart(recipe.part, 'redis', places.redis.port);
    case 'postgres':
      return places.postgres && postgresPart(recipe, places.postgres);
  }
}

function addressPart(part: 'url' | 'host' | 'port', scheme: string, port: number): string {
  return part === 'url' ? `${scheme}://127.0.0.1:${port}` : part === 'host' ? '127.0.0.1' : String(port);
}

function postgresPart(
  { part, as }: Extract<Recipe, { kind: 'postgres' }>,
  { port, database, passwords }: NonNullable<Places['postgres']>,
): string {
  const user = `app_${as}`;
  const password = passwords[as];
  switch (part) {
    case 'url':
      return `postgres://${user}:${password}@127.0.0.1:${port}/${database}`;
    case 'host':
      return '127.0.0.1';
    case 'port':
      return String(port);
    case 'user':
      return user;
    case 'password':
      return password;
    case 'database':
      return database;
  }
}
