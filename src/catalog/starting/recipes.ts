import type { Recipe } from '../../kit/sandbox.ts';

const secretBytes = 48;

/** Names that say what they hold, in the order they are tried. */
const byName: readonly (readonly [shape: RegExp, recipe: Recipe])[] = [
  [/^(HTTP_|SERVER_|APP_|API_|WEB_|LISTEN_)?PORT$/, { kind: 'port' }],
  [
    /^(HTTP_|SERVER_|APP_|API_|LISTEN_)?HOST(NAME)?$|^(BIND|LISTEN)(_ADDR(ESS)?)?$/,
    { kind: 'literal', value: '127.0.0.1' },
  ],
  [/^(PG|POSTGRES(QL)?_|DB_|DATABASE_)HOST(NAME)?$/, { kind: 'postgres', part: 'host', as: 'owner' }],
  [/^(PG|POSTGRES(QL)?_|DB_|DATABASE_)PORT$/, { kind: 'postgres', part: 'port', as: 'owner' }],
  [/^(PG|POSTGRES(QL)?_|DB_|DATABASE_)(USER(NAME)?)$/, { kind: 'postgres', part: 'user', as: 'owner' }],
  [
    /^(PG|POSTGRES(QL)?_|DB_|DATABASE_)(PASS(WORD)?|PWD)$/,
    { kind: 'postgres', part: 'password', as: 'owner' },
  ],
  [
    /^PGDATABASE$|^(POSTGRES(QL)?_|DB_|DATABASE_)(DB|NAME|DATABASE)$/,
    { kind: 'postgres', part: 'database', as: 'owner' },
  ],
  [
    /(DATABASE|POSTGRES(QL)?|\bDB|_DB|^PG)(_[A-Z]+)?_?(URL|URI|DSN|CONNECTION(_STRING)?)$|^DIRECT_URL$/,
    { kind: 'postgres', part: 'url', as: 'owner' },
  ],
  [/REDIS_?HOST(NAME)?$|VALKEY_HOST$/, { kind: 'redis', part: 'host' }],
  [/REDIS_?PORT$|VALKEY_PORT$/, { kind: 'redis', part: 'port' }],
  [/(REDIS|VALKEY)(_TLS)?_?(URL|URI)$|^CELERY_(BROKER_URL|RESULT_BACKEND)$/, { kind: 'redis', part: 'url' }],
  [/^(SMTP|MAIL(ER)?|EMAIL)(_SERVER)?_HOST(NAME)?$/, { kind: 'mail', part: 'host' }],
  [/^(SMTP|MAIL(ER)?|EMAIL)(_SERVER)?_PORT$/, { kind: 'mail', part: 'port' }],
  [/^(SMTP|MAIL(ER)?|EMAIL)(_SERVER)?_UR[LI]$/, { kind: 'mail', part: 'url' }],
  [
    /^(APP|BASE|PUBLIC|SITE|SERVER|EXTERNAL|API|FRONTEND)_?(BASE_)?UR[LI]$|^ORIGIN$|^CORS_ORIGINS?$/,
    { kind: 'base-url' },
  ],
  [
    /(SECRET|SALT|SIGNING|ENCRYPTION|JWT|SESSION|COOKIE|CSRF|PEPPER|MASTER).*KEY$|SECRET(_KEY(_BASE)?)?$|(^|_)SALT$|^JWT_.*(SECRET|KEY)$|_TOKEN$|_PASS(WORD)?$|_API_KEY$|_ACCESS_KEY(_ID)?$|^APP_KEYS?$/,
    { kind: 'secret', bytes: secretBytes },
  ],
  [/(^|_)(SENTRY|GLITCHTIP|BUGSINK)(_[A-Z]+)?_DSN$/, { kind: 'tracker-dsn' }],
  [/_(UR[LI]|ENDPOINT|WEBHOOK)$/, { kind: 'outside-url' }],
];

const placeholder = /^$|change[-_ ]?me|replace|your[-_ ]|xxx|<.*>|secret|example|todo|\.\.\./i;

/** Variables for the role that migrates; where there is one, the others are for a role that owns nothing. */
const ofOwner = /OWNER|ADMIN|MIGRAT|SUPER|ROOT|DIRECT/;

/** Separates the two roles once all variables are known. */
export function splitRoles(recipes: Readonly<Record<string, Recipe>>): Record<string, Recipe> {
  const names = Object.keys(recipes).filter((name) => recipes[name]?.kind === 'postgres');
  if (!names.some((name) => ofOwner.test(name))) return { ...recipes };
  return Object.fromEntries(
    Object.entries(recipes).map(([name, recipe]) => [
      name,
      recipe.kind === 'postgres' && !ofOwner.test(name) ? { ...recipe, as: 'service' as const } : recipe,
    ]),
  );
}

/** What a variable of this name, with this value in the example file, gets in the sandbox; undefined leaves it out. */
export function recipeFor(name: string, example: string | undefined): Recipe | undefined {
  const known = byName.find(([shape]) => shape.test(name))?.[1];
  // A documented connection to another kind of database is not PostgreSQL's to replace.
  if (
    known?.kind === 'postgres' &&
    known.part === 'url' &&
    example !== undefined &&
    /^(mysql|mongodb|sqlite|file|mssql|mariadb)/i.test(example)
  ) {
    return { kind: 'literal', value: example };
  }
  if (known) return known;
  if (example === undefined || placeholder.test(example)) return undefined;
  return { kind: 'literal', value: example };
}

/** The variables of seaworthy.yaml: a value that is one of the known references, or a literal with them inside. */
export function recipeOf(value: string): Recipe {
  const references: Readonly<Record<string, Recipe>> = {
    '${PORT}': { kind: 'port' },
    '${BASE_URL}': { kind: 'base-url' },
    '${DATABASE_URL}': { kind: 'postgres', part: 'url', as: 'owner' },
    '${REDIS_URL}': { kind: 'redis', part: 'url' },
    '${SMTP_URL}': { kind: 'mail', part: 'url' },
    '${OUTSIDE_URL}': { kind: 'outside-url' },
    '${SECRET}': { kind: 'secret', bytes: secretBytes },
  };
  return references[value] ?? { kind: 'literal', value };
}
