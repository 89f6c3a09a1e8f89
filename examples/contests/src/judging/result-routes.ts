import Type from 'typebox';
import { sql } from 'kysely';
import { contestOrNotFound, ownsContest } from '../contests/find.ts';
import { ContestSchema, view } from '../contests/view.ts';
import { because } from '../database/session.ts';
import { Problem } from '../http/problems.ts';
import { answers, Id } from '../http/schemas.ts';
import { write } from '../http/work.ts';
import { awardPrizes } from '../prizes/award.ts';
import type { Routes } from '../service.ts';
import type { StandingRow } from './standing.ts';
import { standingFor } from './stream.ts';

export const resultRoutes: Routes = (app, { database, metrics }) => {
  app.post(
    '/v1/contests/:contestId/result',
    {
      config: { access: { roles: ['sponsor', 'admin'], owner: ownsContest } },
      schema: {
        summary: 'Take the standing as the result of a judged contest',
        description:
          'Refused while an entry is not fully scored or a tie decides who wins: adjudicate first.',
        tags: ['judging'],
        params: Type.Object({ contestId: Id }),
        response: answers({ 200: ContestSchema }),
      },
    },
    async (request, reply) => {
      const { contestId } = request.params;
      const contest = await write(database, request, reply, async (db, caller) => {
        // The lock of the stream: no score arrives between the standing and the result.
        await sql`SELECT pg_advisory_xact_lock(hashtextextended(${contestId}, 0))`.execute(db);
        const before = await contestOrNotFound(db, contestId);
        if (before.status !== 'ended')
          throw new Problem(409, `A contest that is ${before.status} has no result to take.`);
        const { rows } = await standingFor(db, contestId);
        await awardPrizes(db, contestId, winnersOf(rows, before.winners));
        await because(db, 'the standing was taken as the result');
        await db
          .updateTable('contests')
          .set({ status: 'complete', version: sql`version + 1`, updated_at: sql`now()` })
          .where('id', '=', contestId)
          .execute();
        return { status: 200, body: view(await contestOrNotFound(db, contestId), caller) };
      });
      metrics.transitions.inc({ to: 'complete' });
      return contest;
    },
  );
};

function winnersOf(rows: readonly StandingRow[], most: number): readonly string[] {
  const unfinished = rows.filter(({ state }) => state === 'incomplete').length;
  if (unfinished > 0) throw new Problem(409, `${unfinished} entries are not fully scored yet.`);
  const ranked = rows.filter(({ state }) => state === 'ranked');
  const [last, next] = [ranked[most - 1], ranked[most]];
  if (last !== undefined && next !== undefined && last.rank === next.rank) {
    throw new Problem(409, `A tie at rank ${last.rank} decides who wins: adjudicate one of the entries.`);
  }
  return ranked.slice(0, most).map(({ entry }) => entry);
}
