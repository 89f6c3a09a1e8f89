// Entering a contest: one statement checks and inserts, and the database keeps it to one entry per person.
import { sql } from 'kysely';
import type { Db } from '../database/session.ts';
import type { ChannelCheck } from '../database/tables.ts';
import type { Caller } from '../http/access.ts';
import { Problem } from '../http/problems.ts';
import { contestOrNotFound } from '../contests/find.ts';

export interface Entered {
  readonly id: string;
  readonly entered_at: Date;
  readonly channel_check: ChannelCheck;
}

export interface Asked {
  readonly contestId: string;
  readonly submission: string | undefined;
  /** What the channel service said; absent while it has not been asked. */
  readonly channel?: 'subscribed' | 'unconfirmed';
}

/** A channel that must be asked first: outside the transaction, because it is slow. */
export interface AskChannel {
  readonly channel: string;
}

export async function enter(db: Db, caller: Caller, asked: Asked): Promise<Entered | AskChannel> {
  const submission = asked.submission ?? null;
  const channel = asked.channel ?? null;
  const { rows } = await sql<Entered>`
    INSERT INTO entries (contest_id, person_id, submission, channel_check)
    SELECT c.id, p.id, ${submission}::text, coalesce(${channel}::text, 'not_needed')
    FROM contests c, people p
    WHERE c.id = ${asked.contestId} AND p.id = ${caller.personId}
      AND c.status = 'active' AND now() >= c.starts_at AND now() < c.ends_at
      AND p.captcha_solved_at IS NOT NULL AND c.sponsor_id <> p.id AND NOT judges(c.id)
      AND (c.kind = 'judged') = (${submission}::text IS NOT NULL)
      AND (c.channel IS NULL) = (${channel}::text IS NULL)
    ON CONFLICT (contest_id, person_id) DO NOTHING
    RETURNING id, entered_at, channel_check`.execute(db);
  return rows[0] ?? whyNot(db, caller, asked);
}

async function whyNot(db: Db, caller: Caller, asked: Asked): Promise<AskChannel> {
  const contest = await contestOrNotFound(db, asked.contestId);
  const { rows } = await sql<{ solved: boolean; judge: boolean; entered: boolean }>`
    SELECT captcha_solved_at IS NOT NULL AS solved, judges(${contest.id}) AS judge,
      EXISTS (SELECT FROM entries e WHERE e.contest_id = ${contest.id} AND e.person_id = p.id) AS entered
    FROM people p WHERE id = ${caller.personId}`.execute(db);
  const [person] = rows;
  if (person?.entered === true) throw new Problem(409, 'You have entered this contest already.');
  if (contest.status !== 'active' || contest.ends_at.getTime() <= Date.now()) {
    throw new Problem(409, 'This contest does not accept entries now.');
  }
  if (contest.sponsor_id === caller.personId || person?.judge === true) {
    throw new Problem(403, 'Its sponsor and its judges cannot enter a contest.');
  }
  if (person?.solved !== true)
    throw new Problem(403, 'Solve the captcha first (GET /v1/captcha); once is enough.');
  if ((contest.kind === 'judged') !== (asked.submission !== undefined)) {
    throw new Problem(
      422,
      contest.kind === 'judged' ? 'A judged contest needs a submission.' : 'A draw takes no submission.',
    );
  }
  if (contest.channel !== null && asked.channel === undefined) return { channel: contest.channel };
  throw new Problem(409, 'The contest has just changed. Try again.');
}
