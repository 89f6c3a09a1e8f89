import Type from 'typebox';
import type { FastifyReply } from 'fastify';
import { asSystem } from '../database/session.ts';
import { signInFirst } from '../http/access.ts';
import { Problem } from '../http/problems.ts';
import { answers, closed, Email, Nothing, Phone } from '../http/schemas.ts';
import { read } from '../http/work.ts';
import type { Routes } from '../service.ts';
import { makeCode, useCode } from './codes.ts';
import { keyFor } from './keys.ts';
import type { Address } from './senders/sender.ts';
import { endSession, refreshSession, SESSION_LIFE_DAYS, startSession, type Grant } from './sessions.ts';
import { ACCESS_LIFE_S, createTokens } from './tokens.ts';

const COOKIE = '__Secure-refresh';
const COOKIE_OPTIONS = { path: '/v1/sign-in', httpOnly: true, secure: true, sameSite: 'strict' } as const;

const Who = { email: Type.Optional(Email), phone: Type.Optional(Phone) };
const TokensSchema = Type.Object({
  accessToken: Type.String(),
  expiresInS: Type.Integer(),
  refreshToken: Type.Optional(Type.String({ description: 'Absent when it was put into a cookie.' })),
  role: Type.String(),
  personId: Type.String(),
});

export const signInRoutes: Routes = (app, service) => {
  const { config, database, metrics, sender, log } = service;
  const codeKey = keyFor('sign-in codes', config.sealingSecret);
  const tokens = createTokens(config);

  app.post(
    '/v1/sign-in/codes',
    {
      config: { access: 'anyone', tier: 'auth' },
      schema: {
        summary: 'Send a one-time code',
        tags: ['people'],
        body: Type.Object(Who, closed),
        response: answers({ 202: Type.Object({ says: Type.String() }) }),
      },
    },
    async (request, reply) => {
      const address = addressFrom(request.body);
      const by = 'email' in address ? 'email' : 'phone';
      if (!sender.carries.includes(by)) throw new Problem(422, `This service cannot send codes by ${by}.`);
      const code = await asSystem(database, request.id, (db) => makeCode(db, codeKey, address));
      if (code === undefined) {
        metrics.signInCodes.inc({ by, outcome: 'refused' });
      } else {
        // Whether sending worked is ours to know, not the caller's: the answer tells nothing about the address.
        await sender.send(address, code).then(
          () => metrics.signInCodes.inc({ by, outcome: 'sent' }),
          (err: Error) => {
            metrics.signInCodes.inc({ by, outcome: 'failed' });
            log.error({ requestId: request.id, because: err.name, by }, 'a sign-in code could not be sent');
          },
        );
      }
      return reply
        .code(202)
        .send({ says: 'If the address can receive it, a code is on its way. It works for ten minutes.' });
    },
  );

  app.post(
    '/v1/sign-in',
    {
      config: { access: 'anyone', tier: 'auth' },
      schema: {
        summary: 'Sign in with a one-time code',
        tags: ['people'],
        body: Type.Object(
          {
            ...Who,
            code: Type.String({ pattern: '^[0-9]{6}$' }),
            keepIn: Type.Union([Type.Literal('body'), Type.Literal('cookie')], { default: 'body' }),
          },
          closed,
        ),
        response: answers({ 200: TokensSchema }),
      },
    },
    async (request, reply) => {
      const address = addressFrom(request.body);
      const grant = await asSystem(database, request.id, async (db) =>
        (await useCode(db, codeKey, address, request.body.code)) ? startSession(db, address) : undefined,
      );
      metrics.signIns.inc({ outcome: grant === undefined ? 'refused' : 'accepted' });
      if (grant === undefined) {
        request.log.warn({ event: 'sign-in refused' }, 'a sign-in was refused');
        throw signInFirst('The code is wrong, used or too old. Ask for a new one.');
      }
      return hand(reply, grant, request.body.keepIn === 'cookie');
    },
  );

  app.get(
    '/v1/sign-in/csrf',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'A token for requests that are authorised by the cookie',
        tags: ['people'],
        response: answers({ 200: Type.Object({ csrfToken: Type.String() }) }),
      },
    },
    async (_request, reply) => ({ csrfToken: reply.generateCsrf() }),
  );

  app.post(
    '/v1/sign-in/refresh',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'Exchange the refresh token for a new pair',
        description: 'A refresh token in the cookie needs the header x-csrf-token as well.',
        tags: ['people'],
        body: Type.Object({ refreshToken: Type.Optional(Type.String({ maxLength: 200 })) }, closed),
        response: answers({ 200: TokensSchema }),
      },
      preHandler: (request, reply, done) => {
        if (request.body.refreshToken !== undefined) return done();
        app.csrfProtection(request, reply, done);
      },
    },
    async (request, reply) => {
      const given = request.body.refreshToken ?? request.cookies[COOKIE];
      const grant =
        given === undefined
          ? undefined
          : await asSystem(database, request.id, (db) => refreshSession(db, given));
      if (grant === undefined) {
        void reply.clearCookie(COOKIE, COOKIE_OPTIONS);
        throw signInFirst('The refresh token is wrong, used or too old. Sign in again.');
      }
      return hand(reply, grant, request.body.refreshToken === undefined);
    },
  );

  app.delete(
    '/v1/sign-in',
    {
      config: { access: 'signed-in' },
      schema: { summary: 'Sign out', tags: ['people'], response: answers({ 204: Nothing }) },
    },
    async (request, reply) => {
      await read(database, request, (db, caller) => endSession(db, caller.sessionId));
      return reply.clearCookie(COOKIE, COOKIE_OPTIONS).code(204).send(null);
    },
  );

  async function hand(reply: FastifyReply, grant: Grant, inCookie: boolean) {
    const accessToken = await tokens.sign(grant.caller);
    const { role, personId } = grant.caller;
    const answer = { accessToken, expiresInS: ACCESS_LIFE_S, role, personId };
    if (!inCookie) return { ...answer, refreshToken: grant.refreshToken };
    reply.setCookie(COOKIE, grant.refreshToken, { ...COOKIE_OPTIONS, maxAge: SESSION_LIFE_DAYS * 86_400 });
    return answer;
  }
};

function addressFrom(body: { readonly email?: string; readonly phone?: string }): Address {
  if (body.email !== undefined && body.phone === undefined) return { email: body.email.toLowerCase() };
  if (body.phone !== undefined && body.email === undefined) return { phone: body.phone };
  throw new Problem(400, 'Give either an e-mail address or a phone number.');
}
