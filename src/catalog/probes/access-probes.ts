import type { Identity } from '../../kit/identities.ts';
import { answeredFor, isAccepted } from '../probing/probes.ts';
import { validBody } from './bodies.ts';
import type { Desk } from './desk.ts';
import { nameOf, type Operation } from './operations.ts';

const garbage = 'Bearer 7f3a.7f3a.7f3a7f3a7f3a7f3a';

/** Everything readable, as everybody who may: what answers, and which things there are. */
export async function readEverything(desk: Desk): Promise<void> {
  const reads = desk.operations.filter(({ method }) => method === 'GET');
  const [plain, named] = [reads.filter(isPlain), reads.filter((one) => !isPlain(one))];
  for (const part of [plain, named]) {
    await desk.each(part, async (operation) => {
      const open = desk.isPublic(operation);
      for (const as of open ? [undefined, ...desk.identities] : desk.callersOf(operation)) {
        const { answer } = await desk.send({
          purpose: as === undefined ? 'public' : open ? 'public' : 'with-credentials',
          operation,
          as,
          keepBytes: 200_000,
          limitMs: 3_000,
        });
        if (answer.answered && answer.status < 300)
          desk.ids.learn(operation.route, answer.body, as?.name ?? 'anonymous');
      }
    });
  }
}

/** Every operation once without credentials and once with a token that nobody gave out. */
export async function knockEverywhere(desk: Desk): Promise<void> {
  const closed = desk.operations.filter((operation) => !desk.isPublic(operation));
  await desk.each(closed, async (operation) => {
    const body = validBody(desk.document, operation);
    const headers = body ? { 'content-type': body.type } : undefined;
    const letter = {
      purpose: 'without-credentials',
      operation,
      ...(body ? { body: body.text } : {}),
    } as const;
    await desk.send({ ...letter, ...(headers ? { headers } : {}) });
    await desk.send({ ...letter, called: 'garbage token', headers: { ...headers, authorization: garbage } });
  });
}

/** What is for some roles, asked for by the others; in the sandbox also what writes. */
export async function tryLowerRoles(desk: Desk): Promise<void> {
  const forEverybody = new Set(answeredFor(desk.sent, 'without-credentials').filter(isAccepted).map(nameOf));
  const tried = desk.operations.filter(
    (operation) => (desk.ours || operation.method === 'GET') && !forEverybody.has(nameOf(operation)),
  );
  await desk.each(tried, async (operation) => {
    for (const as of outsidersOf(desk, operation)) {
      const body = validBody(desk.document, operation);
      await desk.send({
        purpose: 'lower-role',
        operation,
        as,
        note: `role ${as.role}`,
        ...(body ? { body: body.text, headers: { 'content-type': body.type } } : {}),
      });
    }
  });
}

function outsidersOf(desk: Desk, operation: Operation): readonly Identity[] {
  const roles = desk.service.auth.restricted[nameOf(operation)];
  if (roles !== undefined) return desk.identities.filter(({ role }) => !roles.includes(role));
  // Without a word from the team, only the way of speaking tells: what is below /admin is for admins.
  const forAdmins = /(^|\/)admin(\/|$)/i.test(operation.route) && desk.identities.some(isAdmin);
  return forAdmins ? desk.identities.filter((one) => !isAdmin(one)) : [];
}

function isAdmin({ role }: Identity): boolean {
  return /admin|root|super|owner|staff/i.test(role);
}

/** A read that needs credentials and answered this one: the ground for everything about tokens. */
export function servedRead(desk: Desk, as: Identity): Operation | undefined {
  return desk.operations.find((operation) => {
    if (operation.method !== 'GET' || desk.isPublic(operation)) return false;
    const mine = desk.sent.filter((one) => one.method === 'GET' && one.route === operation.route);
    return (
      answeredFor(mine, 'with-credentials').some((one) => one.as === as.name && isAccepted(one)) &&
      answeredFor(mine, 'without-credentials').some(({ status }) => status === 401)
    );
  });
}

function isPlain({ route }: Operation): boolean {
  return !route.includes('{');
}
