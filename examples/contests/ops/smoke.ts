// node ops/smoke.ts BASE_URL [--commit SHA] [--wait-seconds N]
// Looks at a running service from outside: what it answers, not only that it does. Exits 1 and says what is wrong.
//   METRICS_TOKEN  optional: also look into the metrics
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { OpsError, isMain, run } from './settings.ts';

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: Readonly<Record<string, unknown>>;
}

interface Check {
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Says what is wrong, or undefined. */
  readonly look: (answer: Answer) => string | undefined;
}

const REQUEST_LIMIT_MS = 5_000;
const RETRY_EVERY_MS = 1_000;

export function checks(commit: string | undefined, metricsToken: string | undefined): readonly Check[] {
  return [
    {
      path: '/health/live',
      look: ({ status, body }) => unless(status === 200 && body.alive === true, 'is not alive'),
    },
    { path: '/health/ready', look: readyFault },
    { path: '/version', look: ({ status, body }) => versionFault(status, body, commit) },
    { path: '/v1/contests?limit=1', look: listFault },
    {
      path: '/v1/openapi.json',
      look: ({ body }) =>
        unless(
          String(body.openapi).startsWith('3.1') && has(body.paths, '/v1/contests'),
          'does not describe the API',
        ),
    },
    { path: '/v1/me', look: (answer) => problemFault(answer, 401) },
    { path: '/v1/no-such-thing', look: (answer) => problemFault(answer, 404) },
    {
      path: '/verify-draw.mjs',
      look: ({ status, text }) =>
        unless(status === 200 && text.includes('contests-draw-v1'), 'is not the script that verifies draws'),
    },
    {
      path: '/.well-known/security.txt',
      look: ({ status, text }) => unless(status === 200 && /^Contact: \S/m.test(text), 'names no contact'),
    },
    { path: '/metrics', look: ({ status }) => unless(status === 401, `answers ${status} without the token`) },
    ...(metricsToken === undefined ? [] : [metricsCheck(metricsToken)]),
  ];
}

function readyFault({ status, body }: Answer): string | undefined {
  if (status === 200 && body.ready === true) return undefined;
  const parts = Object.entries(typeof body.parts === 'object' ? (body.parts ?? {}) : {});
  const down = parts.filter(([, part]) => !has(part, 'ok') || part.ok !== true).map(([name]) => name);
  return `answers ${status}, not ready: ${down.join(', ') || 'no parts named'}`;
}

function versionFault(status: number, body: Answer['body'], commit: string | undefined): string | undefined {
  if (status !== 200 || body.service !== 'contests') return 'is not this service';
  if (commit !== undefined && body.commit !== commit)
    return `runs commit ${String(body.commit)} instead of ${commit}`;
  return undefined;
}

function listFault({ status, body, headers }: Answer): string | undefined {
  if (status !== 200 || !Array.isArray(body.items) || body.items.length > 1)
    return `answers ${status} and no page of contests`;
  for (const name of [
    'content-security-policy',
    'strict-transport-security',
    'x-content-type-options',
    'x-request-id',
  ]) {
    if (!headers.has(name)) return `comes without the header ${name}`;
  }
  return undefined;
}

function problemFault({ status, headers, body }: Answer, expected: number): string | undefined {
  const problem = headers.get('content-type')?.startsWith('application/problem+json') === true;
  return unless(
    status === expected && problem && body.status === expected,
    `answers ${status} instead of a problem with ${expected}`,
  );
}

function metricsCheck(token: string): Check {
  return {
    path: '/metrics',
    headers: { authorization: `Bearer ${token}` },
    look: ({ status, text }) =>
      unless(
        status === 200 &&
          text.includes('http_request_duration_seconds_bucket') &&
          text.includes('db_pool_connections'),
        'shows no metrics',
      ),
  };
}

function unless(fine: boolean, says: string): string | undefined {
  return fine ? undefined : says;
}

function has<K extends string>(value: unknown, key: K): value is Record<K, unknown> {
  return typeof value === 'object' && value !== null && key in value;
}

export async function smoke(base: string, todo: readonly Check[]): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const { path, headers, look } of todo) {
    try {
      const fault = look(await ask(new URL(path, base), headers ?? {}));
      if (fault !== undefined) faults.push(`${path} ${fault}`);
    } catch (error) {
      faults.push(
        `${path} does not answer (${error instanceof Error ? (error.cause instanceof Error ? error.cause.message : error.message) : 'no reason'})`,
      );
    }
  }
  return faults;
}

async function ask(url: URL, headers: Readonly<Record<string, string>>): Promise<Answer> {
  const response = await fetch(url, {
    headers,
    redirect: 'manual',
    signal: AbortSignal.timeout(REQUEST_LIMIT_MS),
  });
  const text = await response.text();
  const json = response.headers.get('content-type')?.includes('json') === true;
  const parsed: unknown = json ? JSON.parse(text) : {};
  // An object or an array: what is not there reads as undefined.
  const body = typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : {};
  return { status: response.status, headers: response.headers, text, body };
}

if (isMain(import.meta.url)) {
  await run(async () => {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { commit: { type: 'string' }, 'wait-seconds': { type: 'string', default: '0' } },
    });
    const [base] = positionals;
    if (base === undefined)
      throw new OpsError('Usage: node ops/smoke.ts BASE_URL [--commit SHA] [--wait-seconds N]');
    const todo = checks(values.commit, process.env.METRICS_TOKEN);
    const endsAt = Date.now() + Number(values['wait-seconds']) * 1000;
    let faults = await smoke(base, todo);
    while (faults.length > 0 && Date.now() < endsAt) {
      await wait(RETRY_EVERY_MS);
      faults = await smoke(base, todo);
    }
    if (faults.length > 0)
      throw new OpsError(
        `${base} failed ${faults.length} of ${todo.length} checks:\n- ${faults.join('\n- ')}`,
      );
    return `${base} passed ${todo.length} checks${values.commit === undefined ? '' : `, commit ${values.commit}`}.`;
  });
}
