import type { Purpose } from './model.ts';

/** Calls in a script that is not shell which show what it does; comments and prints do not count. */
const shows: readonly (readonly [Purpose, RegExp])[] = [
  [
    'verify',
    /\b(fetch|axios(\.\w+)?|got(\.\w+)?|request(s\.(get|post|put|request|Session))?|httpx\.\w+|urlopen|http(s)?\.(get|request|Get|Post|Do)|client\.(Get|Do|get|post)|supertest|undici|Net::HTTP\S*|HTTParty\.\w+|Faraday\.\w+|curl_exec|HttpClient|file_get_contents\(['"]https?:)\s*\(?/,
  ],
  ['verify', /\b(playwright|puppeteer|page\.goto|chromium\.launch|selenium)\b/],
  ['backup', /\b(pg_dump|mysqldump|mongodump|pg_basebackup)\b/],
  [
    'migrate',
    /\b(command\.upgrade|migrate\.latest|runMigrations|migrator\.(up|migrateToLatest)|migrate\(|alembic)\b/,
  ],
  ['load-test', /\bk6\/http\b/],
];

/** Rough on purpose: for scripts in languages whose flow is not followed. */
export function purposesOfScript(text: string): Purpose[] {
  const code = text
    .slice(0, 200_000)
    .split('\n')
    .filter(
      (line) => !/^\s*(\/\/|#|\*|\/\*|--)/.test(line) && !/^\s*(print|console\.log|puts|echo)\b/.test(line),
    )
    .join('\n');
  return [...new Set(shows.filter(([, shape]) => shape.test(code)).map(([purpose]) => purpose))];
}
