// node ops/load.ts BASE_URL [--rate 200] [--seconds 30]
// Open-loop load with thresholds; exits 1 when one is missed, 2 when the figures say nothing. Never against a service that
// people use. Its rate limits must be raised for the run: RATE_LIMIT_API_PER_MINUTE=1000000 RATE_LIMIT_AUTH_PER_MINUTE=1000000.
//   LOAD_ACCESS_TOKEN  optional: a sponsor's access token; without it creating a contest is not measured, and the run says so
//   METRICS_TOKEN      optional: with it the memory limit is checked too
import { parseArgs } from 'node:util';
import { play, type Step } from './load/open-loop.ts';
import { judge, table } from './load/verdict.ts';
import { isMain } from './settings.ts';

const HOUR_MS = 3_600_000;

const OPEN_STEPS: readonly Step[] = [
  { name: 'health check', method: 'GET', path: '/health/ready', expect: 200, parts: 1, p95LimitMs: 50 },
  {
    name: 'contest listing',
    method: 'GET',
    path: '/v1/contests?limit=20',
    expect: 200,
    parts: 6,
    p95LimitMs: 300,
  },
  {
    name: 'sign-in attempt',
    method: 'POST',
    path: '/v1/sign-in',
    body: (number) => ({ email: `load-${number}@load.invalid`, code: '000000' }),
    expect: 401,
    parts: 2,
    p95LimitMs: 200,
  },
];

function createStep(token: string): Step {
  return {
    name: 'contest creation',
    method: 'POST',
    path: '/v1/contests',
    headers: { authorization: `Bearer ${token}` },
    body: (number) => ({
      kind: 'draw',
      title: `Load ${number}`,
      description: 'Made by the load test.',
      prize: 'Nothing',
      startsAt: new Date(Date.now() + HOUR_MS).toISOString(),
      endsAt: new Date(Date.now() + 2 * HOUR_MS).toISOString(),
    }),
    expect: 201,
    parts: 1,
    p95LimitMs: 500,
  };
}

/** Undefined when it could not be asked: then the run says that memory was not measured. */
async function memoryOf(base: string, token: string | undefined): Promise<number | undefined> {
  if (token === undefined) return undefined;
  const headers = { authorization: `Bearer ${token}` };
  const text = await fetch(new URL('/metrics', base), { headers, signal: AbortSignal.timeout(5_000) }).then(
    (response) => response.text(),
    () => '',
  );
  const found = /^process_resident_memory_bytes (\S+)$/m.exec(text)?.[1];
  return found === undefined ? undefined : Number(found);
}

if (isMain(import.meta.url)) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { rate: { type: 'string', default: '200' }, seconds: { type: 'string', default: '30' } },
  });
  const [base] = positionals;
  const [rate, seconds] = [Number(values.rate), Number(values.seconds)];
  if (base === undefined || !(rate > 0) || !(seconds > 0)) {
    process.stderr.write('Usage: node ops/load.ts BASE_URL [--rate PER_SECOND] [--seconds N]\n');
    process.exit(2);
  }
  const { LOAD_ACCESS_TOKEN: token, METRICS_TOKEN: metricsToken } = process.env;
  const steps = token === undefined ? OPEN_STEPS : [...OPEN_STEPS, createStep(token)];
  const played = await play(base, steps, rate, seconds);
  const memoryBytes = await memoryOf(base, metricsToken);
  const verdict = judge(steps, played, memoryBytes);
  process.stdout.write(`${rate} requests/s for ${seconds} s\n${table(verdict.lines)}\n`);
  process.stdout.write(
    memoryBytes === undefined
      ? 'Memory: not measured (METRICS_TOKEN is missing or wrong).\n'
      : `Memory: ${Math.round(memoryBytes / 1024 / 1024)} MB\n`,
  );
  if (token === undefined)
    process.stdout.write('Contest creation: not measured (LOAD_ACCESS_TOKEN is missing).\n');
  for (const breach of verdict.breaches) process.stderr.write(`Missed: ${breach}\n`);
  if (verdict.inconclusive !== undefined) process.stderr.write(`Inconclusive: ${verdict.inconclusive}\n`);
  process.exitCode = verdict.inconclusive === undefined ? (verdict.breaches.length > 0 ? 1 : 0) : 2;
}
