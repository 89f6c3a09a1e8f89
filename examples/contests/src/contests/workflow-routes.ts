import Type, { type Static } from 'typebox';
import { sql } from 'kysely';
import type { Access } from '../http/access.ts';
import { Problem } from '../http/problems.ts';
import { answers, closed, Id, Instant, PageQuery, pageOf, Reason, toPage } from '../http/schemas.ts';
import { read, write } from '../http/work.ts';
import type { Routes } from '../service.ts';
import { ownsContest } from './find.ts';
import { takeStep } from './take-step.ts';
import { contestRows, ContestSchema, etag, view } from './view.ts';
import { STEPS, type StepName } from './workflow.ts';

const tags = ['contests'];
const params = Type.Object({ contestId: Id });

const HUMAN_STEPS: readonly { readonly name: StepName; readonly summary: string; readonly access: Access }[] =
  [
    {
      name: 'submit',
      summary: 'Hand a draft in for approval',
      access: { roles: ['sponsor', 'admin'], owner: ownsContest },
    },
    {
      name: 'revise',
      summary: 'Turn a rejected contest into a draft again',
      access: { roles: ['sponsor', 'admin'], owner: ownsContest },
    },
    {
      name: 'cancel',
      summary: 'Cancel, with a reason',
      access: { roles: ['sponsor', 'admin'], owner: ownsContest },
    },
    { name: 'approve', summary: 'Approve', access: { roles: ['admin'] } },
    { name: 'reject', summary: 'Reject, with a reason', access: { roles: ['admin'] } },
  ];

const DecisionSchema = Type.Object(
  {
    contestId: Id,
    decision: Type.Enum(['approve', 'reject'], { type: 'string' }),
    reason: Type.Optional(Reason),
  },
  closed,
);
const DecidedSchema = Type.Object({
  contestId: Id,
  ok: Type.Boolean(),
  status: Type.Optional(Type.String()),
  problem: Type.Optional(Type.String()),
});

const TransitionSchema = Type.Object({
  id: Type.String(),
  at: Instant,
  actorId: Type.Optional(Id),
  actorRole: Type.String(),
  from: Type.Optional(Type.String()),
  to: Type.String(),
  reason: Type.Optional(Type.String()),
  requestId: Type.Optional(Type.String()),
});

export const workflowRoutes: Routes = (app, { database, metrics, jobs }) => {
  for (const { name, summary, access } of HUMAN_STEPS) {
    const reason = STEPS[name].needsReason ? Reason : Type.Optional(Reason);
    app.post(
      `/v1/contests/:contestId/${name}`,
      {
        config: { access },
        schema: {
          summary,
          tags,
          params,
          body: Type.Object({ reason }, closed),
          response: answers({ 200: ContestSchema }),
        },
      },
      async (request, reply) => {
        const contest = await write(database, request, reply, async (db, caller) => {
          const row = await takeStep(db, caller, request.params.contestId, name, request.body.reason);
          const body = view(row, caller);
          return { status: 200, body, headers: { etag: etag(body) } };
        });
        metrics.transitions.inc({ to: contest.status });
        if (name === 'approve') await jobs.soon('contest-clock');
        return contest;
      },
    );
  }

  app.get(
    '/v1/approvals',
    {
      config: { access: { roles: ['admin'] } },
      schema: {
        summary: 'Contests that await approval, longest waiting first',
        tags,
        querystring: Type.Object(PageQuery, closed),
        response: answers({ 200: pageOf(ContestSchema) }),
      },
    },
    (request) =>
      read(database, request, async (db, caller) => {
        const { cursor, limit } = request.query;
        let waiting = contestRows(db).where('status', '=', 'awaiting_approval');
        if (cursor !== undefined) {
          waiting = waiting.where(
            sql<boolean>`(updated_at, id) > (SELECT updated_at, id FROM contests WHERE id = ${cursor})`,
          );
        }
        const rows = await waiting
          .orderBy('updated_at')
          .orderBy('id')
          .limit(limit + 1)
          .execute();
        return toPage(rows, limit, (row) => view(row, caller));
      }),
  );

  app.post(
    '/v1/approvals',
    {
      config: { access: { roles: ['admin'] } },
      schema: {
        summary: 'Approve and reject many',
        description:
          'Each decision has its own result; one that cannot be carried out does not hold up the others.',
        tags,
        body: Type.Object({ decisions: Type.Array(DecisionSchema, { minItems: 1, maxItems: 50 }) }, closed),
        response: answers({ 200: Type.Object({ results: Type.Array(DecidedSchema) }) }),
      },
    },
    async (request, reply) => {
      const answer = await write(database, request, reply, async (db, caller) => {
        const results: Static<typeof DecidedSchema>[] = [];
        for (const { contestId, decision, reason } of request.body.decisions) {
          await sql`SAVEPOINT decision`.execute(db);
          try {
            const { status } = await takeStep(
              db,
              caller,
              contestId,
              decision === 'approve' ? 'approve' : 'reject',
              reason,
            );
            results.push({ contestId, ok: true, status });
          } catch (error) {
            if (!(error instanceof Problem)) throw error;
            await sql`ROLLBACK TO SAVEPOINT decision`.execute(db);
            results.push({ contestId, ok: false, problem: error.message });
          }
        }
        return { status: 200, body: { results } };
      });
      for (const { status } of answer.results)
        if (status !== undefined) metrics.transitions.inc({ to: status });
      await jobs.soon('contest-clock');
      return answer;
    },
  );

  app.get(
    '/v1/contests/:contestId/history',
    {
      config: { access: { roles: ['sponsor', 'admin'], owner: ownsContest } },
      schema: {
        summary: 'The audit trail: who changed the status, when, from, to and why',
        tags,
        params,
        querystring: Type.Object(PageQuery, closed),
        response: answers({ 200: pageOf(TransitionSchema) }),
      },
    },
    (request) =>
      read(database, request, async (db) => {
        const { cursor, limit } = request.query;
        let trail = db
          .selectFrom('contest_transitions')
          .selectAll()
          .where('contest_id', '=', request.params.contestId);
        if (cursor !== undefined) trail = trail.where('id', '>', cursor);
        const rows = await trail
          .orderBy('id')
          .limit(limit + 1)
          .execute();
        return toPage(rows, limit, (row) => ({
          id: row.id,
          at: row.happened_at.toISOString(),
          actorRole: row.actor_role,
          to: row.to_status,
          ...(row.actor_id === null ? {} : { actorId: row.actor_id }),
          ...(row.from_status === null ? {} : { from: row.from_status }),
          ...(row.reason === null ? {} : { reason: row.reason }),
          ...(row.request_id === null ? {} : { requestId: row.request_id }),
        }));
      }),
  );
};
