import Type, { type Static } from 'typebox';
import { sql } from 'kysely';
import { Problem } from '../http/problems.ts';
import { answers, Instant, Nothing } from '../http/schemas.ts';
import { read } from '../http/work.ts';
import type { Routes } from '../service.ts';
import { erasePerson } from './erase.ts';

const tags = ['privacy'];
const Anything = Type.Object({}, { additionalProperties: true });

const ExportSchema = Type.Object({
  exportedAt: Instant,
  person: Anything,
  sessions: Type.Array(Anything),
  entries: Type.Array(Anything),
  prizes: Type.Array(Anything),
  contests: Type.Array(Anything),
  judging: Type.Array(Anything),
});

export const privacyRoutes: Routes = (app, { database, metrics }) => {
  app.get(
    '/v1/me/export',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'Everything that is stored about me',
        tags,
        response: answers({ 200: ExportSchema }),
      },
    },
    (request) =>
      read(database, request, async (db, { personId }) => {
        const { rows } = await sql<{ all: Omit<Static<typeof ExportSchema>, 'exportedAt'> }>`
          SELECT jsonb_build_object(
            'person', (SELECT to_jsonb(p) FROM people p WHERE id = ${personId}),
            'sessions', (SELECT coalesce(jsonb_agg(jsonb_build_object('created_at', s.created_at, 'expires_at', s.expires_at, 'ended_at', s.ended_at)), '[]')
              FROM sessions s WHERE s.person_id = ${personId}),
            'entries', (SELECT coalesce(jsonb_agg(to_jsonb(e)), '[]') FROM entries e WHERE e.person_id = ${personId}),
            'prizes', (SELECT coalesce(jsonb_agg(to_jsonb(w)), '[]') FROM prizes w WHERE w.person_id = ${personId}),
            'contests', (SELECT coalesce(jsonb_agg(to_jsonb(c) - 'words' - 'position'), '[]') FROM contests c WHERE c.sponsor_id = ${personId}),
            'judging', (SELECT coalesce(jsonb_agg(to_jsonb(j)), '[]') FROM judging_events j WHERE j.actor_id = ${personId})
          ) AS all`.execute(db);
        const [found] = rows;
        if (found === undefined) throw new Error('The export came back empty.');
        return { exportedAt: new Date().toISOString(), ...found.all };
      }),
  );

  app.delete(
    '/v1/me',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'Erase me',
        description:
          'At once and for good. A sponsor first ends or cancels the contests that others have entered.',
        tags,
        response: answers({ 204: Nothing }),
      },
    },
    async (request, reply) => {
      await read(database, request, async (db, { personId }) => {
        const open = await db
          .selectFrom('contests')
          .select('id')
          .where('sponsor_id', '=', personId)
          .where('status', 'in', ['upcoming', 'active', 'ended'])
          .limit(1)
          .executeTakeFirst();
        if (open !== undefined)
          throw new Problem(409, 'You sponsor contests that are not over; cancel or complete them first.');
        await erasePerson(db, personId);
      });
      metrics.erasures.inc({ because: 'asked' });
      request.log.info({ event: 'person erased' }, 'a person was erased at their request');
      return reply.code(204).send(null);
    },
  );
};
