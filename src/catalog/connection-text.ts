const storeByWord: Readonly<Record<string, string>> = {
  postgres: 'postgres',
  postgresql: 'postgres',
  postgis: 'postgres',
  pgsql: 'postgres',
  pg: 'postgres',
  pgx5: 'postgres',
  cockroachdb: 'postgres',
  mysql: 'mysql',
  mysql2: 'mysql',
  mysqli: 'mysql',
  mariadb: 'mysql',
  trilogy: 'mysql',
  sqlite: 'sqlite',
  sqlite3: 'sqlite',
  'better-sqlite3': 'sqlite',
  turso: 'sqlite',
  libsql: 'sqlite',
  mongodb: 'mongodb',
  'mongodb+srv': 'mongodb',
  redis: 'redis',
  rediss: 'redis',
  sqlserver: 'sqlserver',
  sqlsrv: 'sqlserver',
  mssql: 'sqlserver',
  oracle: 'oracle',
  amqp: 'rabbitmq',
  amqps: 'rabbitmq',
  nats: 'nats',
};

const url =
  /\b(postgres(?:ql)?|mysql|mariadb|mongodb(?:\+srv)?|rediss?|amqps?|sqlite3?|nats|sqlserver|mssql)(?:\+[a-z0-9]{1,12})?:\/\//;
const jdbc = /\bjdbc:(?:tc:)?(postgresql|mysql|mariadb|sqlserver|oracle|sqlite)\b/;

/** How a kind of file names its store, besides addresses. */
const forms: readonly { readonly file: RegExp; readonly line: RegExp }[] = [
  {
    file: /(^|\/)database\.ya?ml(\.\w+)?$/,
    line: /^\s*adapter:\s*["']?(postgresql|postgis|mysql2|trilogy|sqlite3)/,
  },
  {
    file: /\.py$/,
    line: /django\.db\.backends\.(postgresql|mysql|sqlite3|oracle)|django\.contrib\.gis\.db\.backends\.(postgis)/,
  },
  {
    file: /\.prisma$/,
    line: /^\s*provider\s*=\s*["'](postgresql|postgres|mysql|sqlite|mongodb|sqlserver|cockroachdb)["']/,
  },
  { file: /(^|\/)drizzle\.config\.\w+$/, line: /\bdialect:\s*["'](postgresql|mysql|sqlite|turso)["']/ },
  {
    file: /(^|\/)knexfile\.\w+$/,
    line: /\bclient:\s*["'](pg|postgresql|postgres|mysql2?|sqlite3|better-sqlite3|mssql)["']/,
  },
  {
    file: /(ormconfig|data-?source)[^/]*\.\w+$/i,
    line: /["']?\btype["']?\s*:\s*["'](postgres|mysql|mariadb|sqlite|better-sqlite3|mongodb|mssql)["']/,
  },
  {
    file: /(^|\/)[^/]*env[^/]*$/i,
    line: /^\s*(?:export\s+)?(?:DB|DATABASE)_?(?:CONNECTION|CLIENT|TYPE|DRIVER|DIALECT|ENGINE)\s*=\s*["']?(pgsql|postgres|postgresql|pg|mysql2?|mariadb|sqlite3?|better-sqlite3|sqlsrv|mssql|mongodb)\b/i,
  },
];

/** Every store named in a configuration text, once per line; comments do not count. */
export function connectionsIn(
  file: string,
  text: string,
): { store: string; because: string; line: number }[] {
  const mine = forms.filter((form) => form.file.test(file));
  const found: { store: string; because: string; line: number }[] = [];
  for (const [index, raw] of text.split('\n').entries()) {
    if (raw.length > 4_000 || /^\s*(#|\/\/|;|--|\*)/.test(raw)) continue;
    const [kind, word] =
      named('address', url.exec(raw)) ??
      named('JDBC address', jdbc.exec(raw)) ??
      mine.map((form) => named('setting', form.line.exec(raw))).find((one) => one !== undefined) ??
      [];
    const store = word === undefined ? undefined : storeOf(word);
    if (store !== undefined) found.push({ store, because: `${kind} ${word}`, line: index + 1 });
  }
  return found;
}

/** The store behind a URL scheme or driver name, with or without the driver: `postgresql+asyncpg` is postgres. */
export function storeOf(word: string): string | undefined {
  const name = word.toLowerCase();
  const plain = Object.hasOwn(storeByWord, name) ? name : (name.split('+')[0] ?? name);
  return Object.hasOwn(storeByWord, plain) ? storeByWord[plain] : undefined;
}

function named(kind: string, match: RegExpExecArray | null): readonly [string, string] | undefined {
  const word = match?.slice(1).find((group) => group !== undefined);
  return word === undefined ? undefined : [kind, word];
}
