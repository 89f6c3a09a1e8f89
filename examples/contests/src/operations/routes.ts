// What the operations dashboard shows: how the business and the machinery are doing, now.
import Type from 'typebox';
import { sql } from 'kysely';
import { answers } from '../http/schemas.ts';
import { read } from '../http/work.ts';
import type { Routes } from '../service.ts';

const OverviewSchema = Type.Object({
  people: Type.Integer(),
  contests: Type.Record(Type.String(), Type.Integer(), { description: 'By status.' }),
  entriesLastHour: Type.Integer(),
  entriesLastDay: Type.Integer(),
  unconfirmedEntries: Type.Integer(),
  prizesToDeliver: Type.Integer(),
  jobs: Type.Record(Type.String(), Type.Integer(), { description: 'Failed jobs by queue.' }),
  pool: Type.Object({
    busy: Type.Integer(),
    idle: Type.Integer(),
    waiting: Type.Integer(),
    max: Type.Integer(),
  }),
  memoryMb: Type.Integer(),
  uptimeS: Type.Integer(),
  commit: Type.String(),
});

interface Counted {
  readonly people: number;
  readonly contests: Record<string, number>;
  readonly last_hour: number;
  readonly last_day: number;
  readonly unconfirmed: number;
  readonly to_deliver: number;
  readonly jobs: Record<string, number>;
}

export const operationsRoutes: Routes = (app, { config, database }) => {
  app.get(
    '/v1/operations',
    {
      config: { access: { roles: ['admin'] }, tier: 'api' },
      schema: {
        summary: 'The state of business and machinery',
        tags: ['operations'],
        response: answers({ 200: OverviewSchema }),
      },
    },
    (request) =>
      read(database, request, async (db) => {
        const { rows } = await sql<Counted>`SELECT
          (SELECT count(*)::int FROM people WHERE erased_at IS NULL) AS people,
          (SELECT coalesce(jsonb_object_agg(status, n), '{}') FROM
            (SELECT status, count(*)::int AS n FROM contests WHERE deleted_at IS NULL GROUP BY status) c) AS contests,
          (SELECT count(*)::int FROM entries WHERE entered_at > now() - interval '1 hour') AS last_hour,
          (SELECT count(*)::int FROM entries WHERE entered_at > now() - interval '1 day') AS last_day,
          (SELECT count(*)::int FROM entries WHERE channel_check = 'unconfirmed') AS unconfirmed,
          (SELECT count(*)::int FROM prizes WHERE status IN ('claimed', 'on_the_way')) AS to_deliver,
          (SELECT coalesce(jsonb_object_agg(name, n), '{}') FROM
            (SELECT name, count(*)::int AS n FROM pgboss.job WHERE state = 'failed' GROUP BY name) j) AS jobs`.execute(
          db,
        );
        const [counted] = rows;
        if (counted === undefined) throw new Error('The overview came back empty.');
        const { totalCount, idleCount, waitingCount, options } = database.pool;
        return {
          people: counted.people,
          contests: counted.contests,
          entriesLastHour: counted.last_hour,
          entriesLastDay: counted.last_day,
          unconfirmedEntries: counted.unconfirmed,
          prizesToDeliver: counted.to_deliver,
          jobs: counted.jobs,
          pool: { busy: totalCount - idleCount, idle: idleCount, waiting: waitingCount, max: options.max },
          memoryMb: Math.round(process.memoryUsage.rss() / 1024 / 1024),
          uptimeS: Math.round(process.uptime()),
          commit: config.commit,
        };
      }),
  );
};
