import { sql } from 'kysely';
import { Problem } from '../http/problems.ts';
import { answers, Nothing } from '../http/schemas.ts';
import { read, write } from '../http/work.ts';
import { keyFor } from '../people/keys.ts';
import type { Routes } from '../service.ts';
import { challengeFor, ChallengeSchema, SolutionSchema, solves } from './captcha.ts';

export const captchaRoutes: Routes = (app, { config, database, metrics }) => {
  const key = keyFor('captcha', config.sealingSecret);

  app.get(
    '/v1/captcha',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'A proof-of-work challenge for me',
        tags: ['entries'],
        response: answers({ 200: ChallengeSchema }),
      },
    },
    (request) =>
      read(database, request, async (_db, caller) => challengeFor(caller.personId, key, config.captchaCost)),
  );

  app.post(
    '/v1/captcha',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'Hand in the solution, once per person',
        tags: ['entries'],
        body: SolutionSchema,
        response: answers({ 204: Nothing }),
      },
    },
    (request, reply) =>
      write(database, request, reply, async (db, caller) => {
        if (!(await solves(caller.personId, key, request.body))) {
          metrics.captchas.inc({ outcome: 'refused' });
          throw new Problem(
            422,
            'The solution is wrong, too old or for somebody else. Ask for a new challenge.',
          );
        }
        await db
          .updateTable('people')
          .set({ captcha_solved_at: sql`coalesce(captcha_solved_at, now())` })
          .where('id', '=', caller.personId)
          .execute();
        metrics.captchas.inc({ outcome: 'solved' });
        return { status: 204, body: null };
      }),
  );
};
