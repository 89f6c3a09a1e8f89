import type { Probe } from '../evidence/probe-answers.ts';
import { callerOf } from './input-probes.ts';
import { validBody, propertiesOf } from './bodies.ts';
import type { Desk } from './desk.ts';
import { recordOf } from './json.ts';
import type { Operation } from './operations.ts';

const texts: readonly (readonly [purpose: Probe['purpose'], value: string])[] = [
  ['sql-quote', 'probe\'"\\'],
  ['sql-true', "probe' OR '1'='1"],
  ['sql-false', "probe' AND '1'='2"],
  ['sql-delay', "probe'||pg_sleep(3)::text||'"],
];
const numbers: typeof texts = [
  ['sql-true', '1 OR 1=1'],
  ['sql-false', '1 AND 1=2'],
  ['sql-delay', '1;SELECT pg_sleep(3)'],
];
const answerLimitMs = 9_000;
const mostPerOperation = 6;

/** SQL as the value of every parameter of a read: it must change nothing but the refusal. */
export async function injectSqlIntoReads(desk: Desk): Promise<void> {
  const reads = desk.operations.filter((one) => one.method === 'GET' && !isStream(desk, one));
  await desk.each(reads, async (operation) => {
    for (const { name } of operation.parameters
      .filter((one) => one.in !== 'header')
      .slice(0, mostPerOperation)) {
      for (const set of [texts, numbers]) await tryParameter(desk, operation, name, set);
    }
  });
}

/** SQL in texts of bodies. */
export async function injectSqlIntoWrites(desk: Desk): Promise<void> {
  const writes = desk.operations.filter(
    ({ method, body }) => body !== undefined && /^(POST|PUT|PATCH)$/.test(method),
  );
  await desk.each(writes, (operation) => tryBody(desk, operation));
}

async function tryParameter(
  desk: Desk,
  operation: Operation,
  name: string,
  set: typeof texts,
): Promise<void> {
  const as = callerOf(desk, operation);
  for (const [purpose, value] of set) {
    const note = `as ${name}${set === numbers ? ', where a number belongs' : ''}`;
    // Answers echo the question: what was sent is taken out before two of them are compared.
    const hides = [value, encodeURIComponent(value), JSON.stringify(value).slice(1, -1)];
    const values = { [name]: value };
    const letter = {
      purpose,
      operation,
      as,
      values,
      note,
      hides,
      limitMs: answerLimitMs,
      filed: false,
    } as const;
    const { probe } = await desk.send(letter);
    const steady =
      purpose !== 'sql-true' ||
      (probe.status ?? 500) >= 400 ||
      (await desk.send(letter)).probe.body === probe.body;
    desk.file(steady ? probe : { ...probe, note: `${note}, where answers differ by themselves` });
  }
}

async function tryBody(desk: Desk, operation: Operation): Promise<void> {
  const base = validBody(desk.document, operation);
  if (!base) return;
  const good = recordOf(JSON.parse(base.text));
  const as = callerOf(desk, operation);
  const field = Object.keys(propertiesOf(desk.document, operation)).find(
    (one) => typeof good[one] === 'string',
  );
  if (field === undefined) return;
  for (const [purpose, value] of texts) {
    if (purpose === 'sql-true' || purpose === 'sql-false') continue;
    await desk.send({
      purpose,
      operation,
      as,
      headers: { 'content-type': base.type },
      body: JSON.stringify({ ...good, [field]: value }),
      note: `as ${field} of the body`,
      limitMs: answerLimitMs,
    });
  }
}

/** What gave no answer to a plain read is a stream, or busy: it would only eat time. */
function isStream(desk: Desk, { route }: Operation): boolean {
  return desk.sent.some((one) => one.method === 'GET' && one.route === route && one.status === undefined);
}
