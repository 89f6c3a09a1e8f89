// The three acts of a draw: announce (close the list, commit to a secret), reveal (draw), and re-draw for a winner who
// turns out not to be entitled. The arithmetic is in draw/; here is what it means for the contest.
import { sql } from 'kysely';
import { contestOrNotFound } from '../contests/find.ts';
import { because, type Db } from '../database/session.ts';
import { announce, announcementDigest, drawProof, type Announcement, type Proof } from '../draw/proof.ts';
import { notFound, Problem } from '../http/problems.ts';
import { awardPrizes, withdrawPrize } from '../prizes/award.ts';
import { wholeList } from './list.ts';
import { newSecret, seal, unseal } from './secrets.ts';

export interface DrawRow {
  readonly id: string;
  readonly announcement: Announcement;
  readonly announcement_digest: string;
  readonly proof: Proof | null;
}

export async function announceDraw(
  db: Db,
  contestId: string,
  publicInputSource: string,
  key: Buffer,
): Promise<DrawRow> {
  await lockContest(db, contestId);
  const contest = await contestOrNotFound(db, contestId);
  if (contest.kind !== 'draw') throw new Problem(409, 'The winners of a judged contest are not drawn.');
  if (contest.status !== 'ended')
    throw new Problem(409, `A contest that is ${contest.status} cannot be drawn; it must have ended.`);
  if ((await findDraw(db, contestId)) !== undefined)
    throw new Problem(409, 'The draw was announced already.');

  const entries = await wholeList(db, contestId);
  if (entries.length === 0) throw new Problem(422, 'Nobody entered, so there is nothing to draw.');
  const secret = newSecret();
  const id = crypto.randomUUID();
  const announcement = announce(
    {
      draw: id,
      contest: contestId,
      publicInputSource,
      winnerCount: Math.min(contest.winners, entries.length),
      announcedAt: new Date().toISOString(),
    },
    entries,
    secret,
  );
  await db
    .insertInto('draws')
    .values({
      id,
      contest_id: contestId,
      announcement: JSON.stringify(announcement),
      announcement_digest: announcementDigest(announcement),
      announced_at: sql<Date>`clock_timestamp()`,
    })
    .execute();
  await db
    .insertInto('draw_secrets')
    .values({ draw_id: id, sealed: seal(secret, id, key) })
    .execute();
  return drawOrNotFound(db, contestId);
}

export async function revealDraw(
  db: Db,
  contestId: string,
  publicInput: string,
  key: Buffer,
): Promise<DrawRow> {
  await lockContest(db, contestId);
  const draw = await drawOrNotFound(db, contestId);
  if (draw.proof !== null) throw new Problem(409, 'The draw has taken place already.');
  const secret = await secretOf(db, draw.id, key);
  const proof = drawProof(draw.announcement, await wholeList(db, contestId), secret, publicInput);
  await keepProof(db, draw.id, proof);
  await awardPrizes(db, contestId, proof.winners);
  await because(db, 'the winners were drawn');
  await db
    .updateTable('contests')
    .set({ status: 'complete', version: sql`version + 1`, updated_at: sql`now()` })
    .where('id', '=', contestId)
    .execute();
  return drawOrNotFound(db, contestId);
}

export async function redraw(db: Db, contestId: string, entryId: string, reason: string): Promise<DrawRow> {
  await lockContest(db, contestId);
  const draw = await drawOrNotFound(db, contestId);
  const { proof } = draw;
  if (proof === null) throw new Problem(409, 'The draw has not taken place yet.');
  if (!proof.winners.includes(entryId)) throw new Problem(422, 'This entry is not among the winners.');
  await withdrawPrize(db, entryId);
  const disqualified = [
    ...proof.disqualified,
    { entry: entryId, reason, decidedAt: new Date().toISOString() },
  ];
  const next = drawProof(
    draw.announcement,
    await wholeList(db, contestId),
    proof.secret,
    proof.publicInput,
    disqualified,
  );
  await keepProof(db, draw.id, next);
  await db
    .updateTable('entries')
    .set({ disqualified_at: sql`clock_timestamp()`, disqualified_because: reason })
    .where('id', '=', entryId)
    .execute();
  await awardPrizes(db, contestId, next.winners);
  return drawOrNotFound(db, contestId);
}

export async function findDraw(db: Db, contestId: string): Promise<DrawRow | undefined> {
  return db
    .selectFrom('draws')
    .select(['id', 'announcement', 'announcement_digest', 'proof'])
    .where('contest_id', '=', contestId)
    .executeTakeFirst();
}

export async function drawOrNotFound(db: Db, contestId: string): Promise<DrawRow> {
  const draw = await findDraw(db, contestId);
  if (draw === undefined) throw notFound('draw');
  return draw;
}

/** Whoever disqualifies or draws at the same moment waits for the other. */
async function lockContest(db: Db, contestId: string): Promise<void> {
  await db.selectFrom('contests').select('id').where('id', '=', contestId).forUpdate().execute();
}

async function secretOf(db: Db, drawId: string, key: Buffer): Promise<string> {
  const { sealed } = await db
    .selectFrom('draw_secrets')
    .select('sealed')
    .where('draw_id', '=', drawId)
    .executeTakeFirstOrThrow();
  return unseal(sealed, drawId, key);
}

async function keepProof(db: Db, drawId: string, proof: Proof): Promise<void> {
  await db
    .updateTable('draws')
    .set({ proof: JSON.stringify(proof), drawn_at: sql`coalesce(drawn_at, now())` })
    .where('id', '=', drawId)
    .execute();
}
