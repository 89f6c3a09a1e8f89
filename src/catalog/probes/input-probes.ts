import type { Identity } from '../../kit/identities.ts';
import { propertiesOf, validBody } from './bodies.ts';
import type { Desk } from './desk.ts';
import { recordOf } from './json.ts';
import { nameOf, type Operation } from './operations.ts';

const oversizedBytes = 3_000_000;
const mostOversized = 4;
const mostWrongFields = 4;
const answerLimitMs = 8_000;
const brokenIds = ['not-an-id', '%00', '../../etc/passwd', 'x'.repeat(3_000), '-1'];
/** Values that fit no honest schema: wrong kind, too long, not storable, out of range. */
const wrongValues: readonly (readonly [what: string, value: unknown])[] = [
  ['an object', { probe: [1] }],
  ['a text of 100,000 letters', 'x'.repeat(100_000)],
  ['a text with a NUL', 'probe\u0000probe'],
  ['a number beyond all bounds', 1e308],
  ['null', null],
];

/** Bodies, ids and methods that nobody should send, as somebody who may send good ones. */
export async function sendBrokenInput(desk: Desk): Promise<void> {
  const taking = desk.operations.filter(
    ({ body, method }) => body !== undefined || /^(POST|PUT|PATCH)$/.test(method),
  );
  await desk.each(taking, (operation) => breakBody(desk, operation, callerOf(desk, operation)));
  await desk.each(taking.filter(isJson).slice(0, mostOversized), (operation) =>
    desk.send({
      purpose: 'oversized-body',
      operation,
      as: callerOf(desk, operation),
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ probe: 'x'.repeat(oversizedBytes) }),
      note: `a body of ${oversizedBytes} bytes`,
      limitMs: answerLimitMs,
    }),
  );
  const named = desk.operations.filter(({ parameters }) => parameters.some((one) => one.in === 'path'));
  await desk.each(named, (operation) => breakIds(desk, operation, callerOf(desk, operation)));
  await desk.each(desk.operations.filter(isOnlyMethod(desk)), (operation) =>
    desk.send({
      purpose: 'unsupported-method',
      operation: { ...operation, method: 'PATCH' },
      note: `${operation.method} is documented`,
    }),
  );
}

async function breakBody(desk: Desk, operation: Operation, as: Identity | undefined): Promise<void> {
  const json = { 'content-type': 'application/json' };
  const letter = { operation, as, headers: json, limitMs: answerLimitMs } as const;
  const broken: readonly (readonly [note: string, body: string])[] = [
    ['JSON that ends too early', '{"probe":'],
    ['a list where an object belongs', '[1,2,3]'],
    ['nothing', ''],
  ];
  for (const [note, body] of broken) await desk.send({ ...letter, purpose: 'malformed-body', body, note });
  await desk.send({
    ...letter,
    purpose: 'malformed-body',
    headers: { 'content-type': 'application/x-probe' },
    body: 'probe',
    note: 'a media type that nobody knows',
  });
  const base = validBody(desk.document, operation);
  if (!base) return;
  const fields = Object.keys(propertiesOf(desk.document, operation)).slice(0, mostWrongFields);
  const good = recordOf(JSON.parse(base.text));
  for (const [index, field] of fields.entries()) {
    // Every field meets one kind of nonsense and every kind is met: all pairs would take minutes.
    for (const [what, value] of [
      wrongValues[index % wrongValues.length],
      wrongValues[(index + 2) % wrongValues.length],
    ].flatMap((one) => (one ? [one] : []))) {
      const body = JSON.stringify({ ...good, [field]: value });
      await desk.send({ ...letter, purpose: 'wrong-type', body, note: `${what} as ${field}` });
    }
  }
}

async function breakIds(desk: Desk, operation: Operation, as: Identity | undefined): Promise<void> {
  const parameter = operation.parameters.find((one) => one.in === 'path');
  if (!parameter) return;
  const { name: first, schema } = parameter;
  // A slug or a search term may be any text, and deleting what is not there may well answer 204.
  const isId =
    schema['format'] === 'uuid' || schema['type'] === 'integer' || /(^|_)(id|uuid)$|Id$/.test(first);
  const purpose = isId && operation.method === 'GET' ? 'malformed-id' : 'wrong-type';
  const body = validBody(desk.document, operation);
  for (const id of brokenIds) {
    await desk.send({
      purpose,
      operation,
      as,
      values: { [first]: id },
      ...(body ? { body: body.text, headers: { 'content-type': body.type } } : {}),
      note: `${id.slice(0, 20)}${id.length > 20 ? '…' : ''} as ${first}`,
      limitMs: answerLimitMs,
    });
  }
}

/** Who gets furthest: broken input must get past the door to prove anything. */
export function callerOf(desk: Desk, operation: Operation): Identity | undefined {
  const may = desk.callersOf(operation);
  const served = may.find((one) =>
    desk.sent.some(
      ({ as, status, route }) => as === one.name && route === operation.route && (status ?? 500) < 400,
    ),
  );
  return served ?? may[0];
}

function isJson({ body }: Operation): boolean {
  return body === undefined || /json/.test(body.type);
}

/** PATCH is tried only where no operation of that path knows it. */
function isOnlyMethod(desk: Desk): (operation: Operation) => boolean {
  const known = new Set(desk.operations.map(nameOf));
  return ({ method, route }) =>
    method === 'GET' && !route.includes('{') && !known.has(`PATCH ${route}`) && !known.has(`ANY ${route}`);
}
