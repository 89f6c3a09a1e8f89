import type { Identity } from '../../kit/identities.ts';
import { isAccepted } from '../probing/probes.ts';
import { validBody } from './bodies.ts';
import type { Desk } from './desk.ts';
import { callerOf } from './input-probes.ts';
import { isRecord, listOf, parseJson } from './json.ts';
import type { Operation } from './operations.ts';

export const pageSize = /^(limit|per_?page|page_?size|size|first|top|take|count|max(_?results)?|\$top)$/i;
const hugePage = 1_000_000;
const keptBytes = 20_000_000;

/** Every list once as usual and once with a page of a million. */
export async function askForHugePages(desk: Desk): Promise<void> {
  const lists = desk.operations.filter(
    (one) =>
      one.method === 'GET' &&
      one.parameters.some(({ in: where, name }) => where === 'query' && pageSize.test(name)),
  );
  await desk.each(lists, async (operation) => {
    const name = operation.parameters.find((one) => pageSize.test(one.name))?.name ?? 'limit';
    const as = desk.isPublic(operation) ? undefined : callerOf(desk, operation);
    for (const [purpose, values] of [
      ['page-usual', {}],
      ['page-huge', { [name]: String(hugePage) }],
    ] as const) {
      const letter = { purpose, operation, as, values, keepBytes: keptBytes, filed: false } as const;
      const { probe, answer } = await desk.send(letter);
      const items = answer.answered ? itemsIn(answer.body) : undefined;
      desk.file({
        ...probe,
        note: `${items === undefined ? '' : `${items} items, `}asked with ${JSON.stringify(values)}`,
      });
    }
  });
}

/** One write sent twice with the same key: in the sandbox only, because it makes things. */
export async function repeatWrites(desk: Desk): Promise<void> {
  const makers = desk.operations.filter(
    (one) =>
      one.method === 'POST' && !one.route.includes('{') && !desk.isPublic(one) && one.body !== undefined,
  );
  await desk.each(desk.ours ? makers : [], async (operation) => {
    const body = validBody(desk.document, operation);
    if (!body) return;
    for (const as of desk.callersOf(operation)) {
      const headers = {
        'content-type': body.type,
        'idempotency-key': `probe-7f3a-${operation.route.length}-${as.name}`,
      };
      const letter = { operation, as, body: body.text, headers, harm: 'loses-data' } as const;
      const { probe, answer } = await desk.send({ ...letter, purpose: 'repeat-first' });
      if (!isAccepted(probe)) continue;
      if (answer.answered) desk.ids.learn(operation.route, answer.body, as.name);
      await desk.send({ ...letter, purpose: 'repeat-again' });
      break;
    }
  });
}

/** Writes with the cookie of a visitor, as a foreign page would have the browser send them. */
export async function writeFromForeignPages(desk: Desk): Promise<void> {
  const visitors = desk.identities.filter(({ headers }) => headers['cookie'] !== undefined);
  const writes = desk.operations.filter(({ method }) => /^(POST|PUT|PATCH|DELETE)$/.test(method));
  for (const as of desk.ours ? visitors : [])
    await desk.each(writes, (operation) => forge(desk, operation, as));
}

async function forge(desk: Desk, operation: Operation, as: Identity): Promise<void> {
  const body = validBody(desk.document, operation);
  const headers = { origin: 'https://foreign-origin.invalid', 'sec-fetch-site': 'cross-site' };
  const letter = {
    purpose: 'cross-site-write',
    operation,
    harm: 'loses-data',
    filed: false,
    headers: { ...headers, ...(body ? { 'content-type': body.type } : {}) },
    ...(body ? { body: body.text } : {}),
  } as const;
  const stranger = await desk.send(letter);
  if (isAccepted(stranger.probe)) return;
  const { probe } = await desk.send({ ...letter, as });
  // 401 says that this cookie opens nothing here; only a yes, or a no to somebody known, tells about forgery.
  if (isAccepted(probe) || probe.status === 403)
    desk.file({ ...probe, note: 'with the cookie of a visitor' });
}

/** The first list in an answer, at its top or one step below. */
function itemsIn(body: string): number | undefined {
  const value = parseJson(body);
  if (Array.isArray(value)) return value.length;
  const inner = isRecord(value) ? Object.values(value).find((one) => Array.isArray(one)) : undefined;
  return inner === undefined ? undefined : listOf(inner).length;
}
