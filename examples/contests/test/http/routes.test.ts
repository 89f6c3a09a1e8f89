// Every route: who is let in, who is turned away, and what an invalid request gets. A new route that is not in the
// table makes this file fail.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startService, type Person, type TestService } from '../support/service.ts';

type Who = 'anyone' | 'signed-in' | 'sponsor' | 'admin' | 'token';

// A route's address is filled with ids of nothing: whoever is let in gets 404, 409 or the like, never 401 or 403 by role.
const ROUTES: Readonly<Record<string, Who>> = {
  'GET /health/live': 'anyone',
  'GET /health/ready': 'anyone',
  'GET /version': 'anyone',
  'GET /metrics': 'token',
  'GET /v1/openapi.json': 'anyone',
  'POST /v1/sign-in/codes': 'anyone',
  'POST /v1/sign-in': 'anyone',
  'DELETE /v1/sign-in': 'signed-in',
  'GET /v1/sign-in/csrf': 'anyone',
  'POST /v1/sign-in/refresh': 'anyone',
  'GET /v1/me': 'signed-in',
  'PATCH /v1/me': 'signed-in',
  'DELETE /v1/me': 'signed-in',
  'GET /v1/me/export': 'signed-in',
  'GET /v1/me/entries': 'signed-in',
  'GET /v1/me/statistics': 'signed-in',
  'GET /v1/me/prizes': 'signed-in',
  'GET /v1/me/judging': 'signed-in',
  'GET /v1/people': 'admin',
  'PUT /v1/people/:personId/role': 'admin',
  'GET /v1/contests': 'anyone',
  'POST /v1/contests': 'sponsor',
  'GET /v1/contests/:contestId': 'anyone',
  'PATCH /v1/contests/:contestId': 'sponsor',
  'DELETE /v1/contests/:contestId': 'sponsor',
  'POST /v1/contests/:contestId/submit': 'sponsor',
  'POST /v1/contests/:contestId/revise': 'sponsor',
  'POST /v1/contests/:contestId/cancel': 'sponsor',
  'POST /v1/contests/:contestId/approve': 'admin',
  'POST /v1/contests/:contestId/reject': 'admin',
  'GET /v1/contests/:contestId/history': 'sponsor',
  'GET /v1/approvals': 'admin',
  'POST /v1/approvals': 'admin',
  'GET /v1/captcha': 'signed-in',
  'POST /v1/captcha': 'signed-in',
  'POST /v1/contests/:contestId/entries': 'signed-in',
  'GET /v1/contests/:contestId/entries': 'signed-in',
  'POST /v1/contests/:contestId/entries/:entryId/disqualify': 'sponsor',
  'GET /v1/contests/:contestId/statistics': 'sponsor',
  'POST /v1/contests/:contestId/draw': 'sponsor',
  'POST /v1/contests/:contestId/draw/reveal': 'sponsor',
  'POST /v1/contests/:contestId/draw/redraw': 'sponsor',
  'GET /v1/contests/:contestId/draw': 'anyone',
  'GET /v1/contests/:contestId/draw/entries': 'anyone',
  'GET /v1/contests/:contestId/draw/verification': 'anyone',
  'GET /v1/contests/:contestId/judges': 'sponsor',
  'PUT /v1/contests/:contestId/judges/:personId': 'sponsor',
  'DELETE /v1/contests/:contestId/judges/:personId': 'sponsor',
  'POST /v1/contests/:contestId/scores': 'signed-in',
  'POST /v1/contests/:contestId/decisions': 'sponsor',
  'GET /v1/contests/:contestId/judging-events': 'signed-in',
  'GET /v1/contests/:contestId/standing': 'anyone',
  'GET /v1/contests/:contestId/standing/live': 'anyone',
  'POST /v1/contests/:contestId/result': 'sponsor',
  'GET /v1/contests/:contestId/prizes': 'sponsor',
  'POST /v1/prizes/:prizeId/claim': 'signed-in',
  'POST /v1/prizes/:prizeId/dispatch': 'sponsor',
  'PUT /v1/prizes/:prizeId/delivery-proof': 'sponsor',
  'GET /v1/prizes/:prizeId/delivery-proof': 'signed-in',
  'GET /v1/pickup-points/nearest': 'anyone',
  'POST /v1/pickup-points': 'admin',
  'GET /v1/operations': 'admin',
};

/** Spoken over WebSocket, which OpenAPI cannot describe. */
const SOCKET = 'GET /v1/contests/:contestId/standing/live';
/** Where an empty body would be refused for another reason first. */
const BODIES: Readonly<Record<string, object>> = { 'POST /v1/sign-in/refresh': { refreshToken: 'none' } };

let service: TestService;
let people: Readonly<Record<'user' | 'sponsor' | 'admin', Person>>;
before(async () => {
  service = await startService();
  const [user, sponsor, admin] = await Promise.all([
    service.person(),
    service.person('sponsor'),
    service.person('admin'),
  ]);
  people = { user, sponsor, admin };
});
after(() => service.stop());

test('the table names every route of the service and no other', async () => {
  const { body } = await service.call('GET', '/v1/openapi.json');
  const described = Object.entries<object>(body.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`),
  );

  assert.deepEqual(
    described.sort(),
    Object.keys(ROUTES)
      .filter((route) => route !== SOCKET)
      .sort(),
  );
});

for (const [route, who] of Object.entries(ROUTES)) {
  const [method = '', pattern = ''] = route.split(' ');
  const url = pattern.replaceAll(/:\w+/g, () => crypto.randomUUID());
  const call = (person: { call: Person['call'] }) =>
    person.call(
      method as 'GET',
      url,
      ['POST', 'PUT', 'PATCH'].includes(method) ? (BODIES[route] ?? {}) : undefined,
    );

  test(`${route} is for ${who}`, async () => {
    const nobody = await call(service);
    if (who === 'anyone') assert.ok(![403].includes(nobody.status), `nobody: ${nobody.status}`);
    else assert.equal(nobody.status, 401, 'without a token');

    if (who === 'sponsor' || who === 'admin') assert.equal((await call(people.user)).status, 403, 'a user');
    if (who === 'admin') assert.equal((await call(people.sponsor)).status, 403, 'a sponsor');

    if (who === 'sponsor' || who === 'admin') {
      const allowed = await call(people[who]);
      assert.ok(![401, 403, 500].includes(allowed.status), `${who}: ${allowed.status} ${allowed.text}`);
    }
  });

  if (pattern.includes(':')) {
    test(`${route} refuses an id that is none`, async () => {
      const bad = pattern.replaceAll(/:\w+/g, "1'--");
      const answer = await people.admin.call(
        method as 'GET',
        bad,
        ['POST', 'PUT', 'PATCH'].includes(method) ? {} : undefined,
      );

      assert.equal(answer.status, 400);
    });
  }
}
