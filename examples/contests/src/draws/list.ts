// The closed list of a contest, read in chunks: it may be a million entries long.
import { sql, type Kysely } from 'kysely';
import type { Tables } from '../database/tables.ts';

const CHUNK = 20_000;
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

export async function* closedList(db: Kysely<Tables>, contestId: string): AsyncGenerator<readonly string[]> {
  let after = BEFORE_ALL;
  for (;;) {
    // One text instead of many rows: a third of the time for a million ids.
    const { rows } = await sql<{ ids: string | null }>`
      SELECT string_agg(id::text, ' ' ORDER BY id) AS ids
      FROM closed_list(${contestId}, ${after}, ${CHUNK}) AS id`.execute(db);
    const ids = rows[0]?.ids?.split(' ') ?? [];
    if (ids.length > 0) yield ids;
    if (ids.length < CHUNK) return;
    after = ids.at(-1) ?? after;
  }
}

export async function wholeList(db: Kysely<Tables>, contestId: string): Promise<readonly string[]> {
  const all: string[] = [];
  for await (const ids of closedList(db, contestId)) for (const id of ids) all.push(id);
  return all;
}
