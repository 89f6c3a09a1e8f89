import type { ReadablePage } from './readable-pages.ts';

type Query = (sql: string) => Promise<readonly Readonly<Record<string, unknown>>[]>;

export interface Planting {
  readonly status: number;
  readonly requestId: string;
  /** Of whoever asked, where there was one: it must not be in the report. */
  readonly token?: string;
}

const mostTables = 60;

/**
 * Puts a view that raises an exception with a marker in the place of one table after the other, until a request that
 * was answered well fails: the marker is then in an exception that nobody wrote a case for.
 */
export async function plantException(
  query: Query,
  pages: readonly ReadablePage[],
  wish: { readonly marker: string; readonly canary: string },
): Promise<Planting | undefined> {
  const { marker, canary } = wish;
  const requestId = `seaworthy-${marker.slice(-12)}`;
  const headers = {
    cookie: `session=${canary}`,
    'x-request-id': requestId,
    'user-agent': `${canary}@example.test`,
  };
  const tables = await query(
    `SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) AS place, quote_ident(tablename) AS name
     FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')
     ORDER BY schemaname <> 'public', tablename LIMIT ${mostTables}`,
  );
  for (const { place, name } of pages.length === 0 ? [] : tables) {
    const [table, bare] = [String(place), String(name)];
    const schema = table.slice(0, table.length - bare.length - 1);
    const kept = `"${marker}_kept"`;
    await query(`ALTER TABLE ${table} RENAME TO ${kept}`);
    await query(
      `CREATE FUNCTION ${schema}."${marker}"() RETURNS SETOF ${schema}.${kept} LANGUAGE plpgsql
       AS 'BEGIN RAISE EXCEPTION ''${marker}''; END'`,
    );
    await query(`CREATE VIEW ${table} AS SELECT * FROM ${schema}."${marker}"()`);
    await query(`GRANT SELECT ON ${table} TO PUBLIC`);
    for (const page of pages) {
      const answer = await page.ask(headers);
      if (!answer.answered || answer.status < 500) continue;
      const own = answer.headers.find(([header]) => /^(x-)?(request|correlation)-id$/.test(header))?.[1];
      const token = page.identity?.token;
      return {
        status: answer.status,
        requestId: own ?? requestId,
        ...(token === undefined ? {} : { token }),
      };
    }
    await query(`DROP VIEW ${table}`);
    await query(`DROP FUNCTION ${schema}."${marker}"()`);
    await query(`ALTER TABLE ${schema}.${kept} RENAME TO ${bare}`);
  }
  return undefined;
}
