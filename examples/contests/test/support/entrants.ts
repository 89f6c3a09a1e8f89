// Many people who are signed in and may enter, for tests that write a lot.
import { createTokens } from '../../src/people/tokens.ts';
import type { Config } from '../../src/config.ts';
import type { Role } from '../../src/database/tables.ts';
import type { TestDatabase } from './database.ts';

export interface Entrant {
  readonly personId: string;
  readonly authorization: string;
}

export async function createEntrants(
  database: Pick<TestDatabase, 'owner'>,
  config: Config,
  count: number,
  role: Role = 'user',
): Promise<readonly Entrant[]> {
  const rows = await database.owner(
    `WITH person AS (
       INSERT INTO people (email, role, captcha_solved_at) SELECT gen_random_uuid() || '@crowd.test', $2, now() FROM generate_series(1, $1::int) RETURNING id)
     INSERT INTO sessions (person_id, refresh_digest, expires_at)
     SELECT id, sha256(id::text::bytea), now() + interval '1 day' FROM person RETURNING id, person_id`,
    [count, role],
  );
  const tokens = createTokens(config);
  return Promise.all(
    rows.map(async ({ id, person_id: personId }) => {
      const caller = { personId: String(personId), sessionId: String(id), role };
      return { personId: caller.personId, authorization: `Bearer ${await tokens.sign(caller)}` };
    }),
  );
}

/** An active contest, written as the owner. */
export async function createActiveContest(database: Pick<TestDatabase, 'owner'>): Promise<string> {
  const [row] = await database.owner(
    `WITH sponsor AS (INSERT INTO people (email, role) VALUES (gen_random_uuid() || '@sponsor.test', 'sponsor') RETURNING id)
     INSERT INTO contests (sponsor_id, kind, title, description, prize, starts_at, ends_at, approved_by)
     SELECT id, 'draw', 'A contest for a crowd', 'Many enter.', 'A boat', now() - interval '1 hour', now() + interval '1 day', id
     FROM sponsor RETURNING id`,
  );
  for (const status of ['awaiting_approval', 'upcoming', 'active']) {
    await database.owner('UPDATE contests SET status = $2 WHERE id = $1', [row?.id, status]);
  }
  return String(row?.id);
}
