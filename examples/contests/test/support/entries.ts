import type { TestService } from './service.ts';

/** Entries of as many people, written as the owner: for tests of what happens after entering. */
export async function enterMany(
  service: TestService,
  contestId: string,
  count: number,
  submission?: string,
): Promise<readonly string[]> {
  const rows = await service.database.owner(
    `WITH new AS (
       INSERT INTO people (email) SELECT gen_random_uuid() || '@many.test' FROM generate_series(1, $2::int) RETURNING id)
     INSERT INTO entries (contest_id, person_id, submission) SELECT $1, id, $3 FROM new RETURNING id`,
    [contestId, count, submission ?? null],
  );
  return rows.map(({ id }) => String(id)).sort();
}
