import Type, { type Static } from 'typebox';
import { sql, type Selectable } from 'kysely';
import type { Tables } from '../database/tables.ts';
import { notFound, Problem } from '../http/problems.ts';
import { answers, closed, Id, Instant, PageQuery, pageOf, toPage } from '../http/schemas.ts';
import { read, write } from '../http/work.ts';
import type { Routes } from '../service.ts';

const RoleSchema = Type.Union([Type.Literal('admin'), Type.Literal('sponsor'), Type.Literal('user')]);

const PersonSchema = Type.Object({
  id: Id,
  role: RoleSchema,
  name: Type.String(),
  email: Type.Optional(Type.String()),
  phone: Type.Optional(Type.String()),
  captchaSolved: Type.Boolean(),
  createdAt: Instant,
});

export const peopleRoutes: Routes = (app, { database }) => {
  app.get(
    '/v1/me',
    {
      config: { access: 'signed-in' },
      schema: { summary: 'Who I am', tags: ['people'], response: answers({ 200: PersonSchema }) },
    },
    (request) =>
      read(database, request, async (db, caller) =>
        view(
          await db
            .selectFrom('people')
            .selectAll()
            .where('id', '=', caller.personId)
            .executeTakeFirstOrThrow(),
        ),
      ),
  );

  app.patch(
    '/v1/me',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'Change my name',
        tags: ['people'],
        body: Type.Object({ name: Type.String({ maxLength: 100 }) }, closed),
        response: answers({ 200: PersonSchema }),
      },
    },
    (request, reply) =>
      write(database, request, reply, async (db, caller) => {
        const person = await db
          .updateTable('people')
          .set({ name: request.body.name })
          .where('id', '=', caller.personId)
          .returningAll()
          .executeTakeFirstOrThrow();
        return { status: 200, body: view(person) };
      }),
  );

  app.get(
    '/v1/people',
    {
      config: { access: { roles: ['admin'] } },
      schema: {
        summary: 'Everybody, newest first',
        tags: ['people'],
        querystring: Type.Object({ ...PageQuery, role: Type.Optional(RoleSchema) }, closed),
        response: answers({ 200: pageOf(PersonSchema) }),
      },
    },
    (request) =>
      read(database, request, async (db) => {
        const { cursor, limit, role } = request.query;
        let people = db.selectFrom('people').selectAll().where('erased_at', 'is', null);
        if (role !== undefined) people = people.where('role', '=', role);
        if (cursor !== undefined) {
          people = people.where(
            sql<boolean>`(created_at, id) < (SELECT created_at, id FROM people WHERE id = ${cursor})`,
          );
        }
        const rows = await people
          .orderBy('created_at', 'desc')
          .orderBy('id', 'desc')
          .limit(limit + 1)
          .execute();
        return toPage(rows, limit, view);
      }),
  );

  app.put(
    '/v1/people/:personId/role',
    {
      config: { access: { roles: ['admin'] } },
      schema: {
        summary: 'Change a role',
        tags: ['people'],
        params: Type.Object({ personId: Id }),
        body: Type.Object({ role: RoleSchema }, closed),
        response: answers({ 200: PersonSchema }),
      },
    },
    (request, reply) =>
      write(database, request, reply, async (db, caller) => {
        const { personId } = request.params;
        const { role } = request.body;
        if (personId === caller.personId)
          throw new Problem(422, 'You cannot change your own role; ask another admin.');
        const { rows } = await sql<{
          changed: boolean;
        }>`SELECT change_role(${personId}, ${role}) AS changed`.execute(db);
        if (rows[0]?.changed !== true) throw notFound('person');
        request.log.warn(
          { event: 'role changed', by: caller.personId, of: personId, to: role },
          'a role was changed',
        );
        const person = await db
          .selectFrom('people')
          .selectAll()
          .where('id', '=', personId)
          .executeTakeFirstOrThrow();
        return { status: 200, body: view(person) };
      }),
  );
};

function view(person: Selectable<Tables['people']>): Static<typeof PersonSchema> {
  return {
    id: person.id,
    role: person.role,
    name: person.name,
    ...(person.email === null ? {} : { email: person.email }),
    ...(person.phone === null ? {} : { phone: person.phone }),
    captchaSolved: person.captcha_solved_at !== null,
    createdAt: person.created_at.toISOString(),
  };
}
