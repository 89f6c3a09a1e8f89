// What is in a database, so that a copy can be compared with it: rows and a digest of each table, and what is missing otherwise.
import type { ClientBase } from 'pg';

export interface TableContents {
  readonly table: string;
  readonly rows: number;
  /** Sum of 64 bits of each row's MD5: the same whatever order the rows are read in. It finds damage, not forgery. */
  readonly digest: string;
}

export interface DatabaseIdentity {
  readonly systemIdentifier: string;
  readonly databaseOid: number;
  readonly name: string;
  readonly serverVersion: string;
}

// Rows are compared as text, so everything that changes how text looks is fixed.
const SAME_TEXT = `SET LOCAL datestyle = 'ISO, YMD'; SET LOCAL timezone = 'UTC'; SET LOCAL intervalstyle = 'iso_8601';
SET LOCAL extra_float_digits = 3; SET LOCAL bytea_output = 'hex'; SET LOCAL row_security = off`;

/** Call inside a transaction that sees one moment (REPEATABLE READ). */
export async function contentsOf(client: ClientBase): Promise<readonly TableContents[]> {
  await client.query(SAME_TEXT);
  const { rows: tables } = await client.query<{ name: string }>(
    `SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind = 'r' AND c.relpersistence = 'p' AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
       AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
     ORDER BY 1`,
  );
  const contents: TableContents[] = [];
  for (const { name } of tables) {
    // The name was quoted by the server's own format('%I').
    const { rows } = await client.query<{ rows: string; digest: string }>(
      `SELECT count(*) AS rows, coalesce(sum(('x' || left(md5(t::text), 16))::bit(64)::bigint), 0)::text AS digest FROM ${name} t`,
    );
    contents.push({ table: name, rows: Number(rows[0]?.rows ?? 0), digest: rows[0]?.digest ?? '' });
  }
  return contents;
}

export async function identityOf(client: ClientBase): Promise<DatabaseIdentity> {
  const { rows } = await client.query<DatabaseIdentity>(
    `SELECT (SELECT system_identifier::text FROM pg_control_system()) AS "systemIdentifier", oid::int AS "databaseOid",
       datname AS name, current_setting('server_version') AS "serverVersion" FROM pg_database WHERE datname = current_database()`,
  );
  const [identity] = rows;
  if (identity === undefined) throw new Error('The server does not say which database this is.');
  return identity;
}

/** Everything a user made in this database: relations, functions and schemas that no extension owns. */
export async function objectsIn(client: ClientBase): Promise<number> {
  const { rows } = await client.query<{ objects: number }>(
    `WITH ours AS (SELECT oid, nspname FROM pg_namespace WHERE nspname NOT LIKE 'pg\\_%' AND nspname <> 'information_schema'),
       things AS (
         SELECT 'pg_class'::regclass AS kind, oid FROM pg_class WHERE relnamespace IN (SELECT oid FROM ours)
         UNION ALL SELECT 'pg_proc'::regclass, oid FROM pg_proc WHERE pronamespace IN (SELECT oid FROM ours)
         UNION ALL SELECT 'pg_namespace'::regclass, oid FROM ours WHERE nspname <> 'public')
     SELECT count(*)::int AS objects FROM things WHERE NOT EXISTS (
       SELECT FROM pg_depend d WHERE d.classid = things.kind AND d.objid = things.oid AND d.deptype = 'e')`,
  );
  return rows[0]?.objects ?? 0;
}

/** Says each difference, or nothing when both hold the same. */
export function differences(
  expected: readonly TableContents[],
  found: readonly TableContents[],
): readonly string[] {
  const others = new Map(found.map((one) => [one.table, one]));
  const result: string[] = [];
  for (const { table, rows, digest } of expected) {
    const other = others.get(table);
    others.delete(table);
    if (other === undefined) result.push(`${table} is missing`);
    else if (other.rows !== rows) result.push(`${table} has ${other.rows} rows instead of ${rows}`);
    else if (other.digest !== digest) result.push(`${table} has ${rows} rows, but not the same ones`);
  }
  for (const table of others.keys()) result.push(`${table} should not be there`);
  return result;
}
