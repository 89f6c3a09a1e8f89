// npm run bench: how fast, against what, on this machine. All ratios come from one run; bench/results.json keeps all figures.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { newContest } from '../test/support/contests.ts';
import { closedLoop, openLoop, round, type Call, type Measured } from './load.ts';
import { pgbench } from './pgbench.ts';
import { report } from './report.ts';
import { createSetting, type Setting } from './setting.ts';

const CLIENTS = 16;
const SECONDS = Number(process.env.BENCH_SECONDS ?? 10);
const RATE = 200;
const WARM_UP_MS = 2_000;

const setting = await createSetting();
try {
  const results = {
    // On a machine that is busy with something else the figures say little; the load tells.
    machine: { cores: cpus().length, node: process.version, loadBefore: round(loadavg()[0] ?? 0) },
    entries: await entriesPerSecond(setting),
    listing: await listing(setting),
    at200PerSecond: await benchmarkLines(setting),
    memory: { peakMb: setting.memoryMb(), limitMb: 512 },
  };
  await writeFile(
    fileURLToPath(new URL('results.json', import.meta.url)),
    `${JSON.stringify(results, undefined, 2)}\n`,
  );
  process.stdout.write(report(results));
} finally {
  await setting.stop();
}

async function entriesPerSecond(at: Setting) {
  const direct = await pgbench(at, await at.contest(), CLIENTS, SECONDS);
  const contestId = await at.contest();
  const people = [...(await at.entrants(SECONDS * 3_000))];
  const next = () => {
    const person = people.pop();
    return person && entry(contestId, person.authorization);
  };
  await closedLoop(at.origin, CLIENTS, WARM_UP_MS, next, 201);
  const entered = await closedLoop(at.origin, CLIENTS, SECONDS * 1_000, next, 201);
  return { service: entered, pgbenchPerSecond: round(direct), ratio: ratio(entered.perSecond, direct) };
}

async function listing(at: Setting) {
  for (let index = 0; index < 40; index += 1) await at.contest();
  const path = '/v1/contests?limit=20';
  const bytes = Buffer.from(await (await fetch(`${at.origin}${path}`)).arrayBuffer());
  const folder = await mkdtemp(join(tmpdir(), 'contests-bench-'));
  await writeFile(join(folder, 'answer.json'), bytes);
  const bare = spawn(
    process.execPath,
    [fileURLToPath(new URL('bare.ts', import.meta.url)), join(folder, 'answer.json')],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  try {
    const [line] = await once(bare.stdout, 'data');
    await closedLoop(at.origin, CLIENTS, WARM_UP_MS, () => ({ method: 'GET', path }), 200);
    const service = await closedLoop(
      at.origin,
      CLIENTS,
      SECONDS * 1_000,
      () => ({ method: 'GET', path }),
      200,
    );
    const direct = await closedLoop(
      String(line).trim(),
      CLIENTS,
      SECONDS * 1_000,
      () => ({ method: 'GET', path: '/' }),
      200,
    );
    return {
      bytes: bytes.length,
      service,
      bareFastify: direct,
      ratio: ratio(service.perSecond, direct.perSecond),
    };
  } finally {
    bare.kill();
    await rm(folder, { recursive: true });
  }
}

/** The benchmark lines of the readiness document that this service answers to, each at 200 requests per second. */
async function benchmarkLines(at: Setting) {
  const [sponsor] = await at.entrants(1, 'sponsor');
  const sponsorHeaders = { authorization: sponsor?.authorization ?? '', 'content-type': 'application/json' };
  const contestId = await at.contest();
  const people = [...(await at.entrants(RATE * SECONDS))];
  let address = 0;
  const lines: readonly {
    readonly line: string;
    readonly limitMs: number;
    readonly status: number;
    readonly next: () => Call | undefined;
  }[] = [
    {
      line: 'health check',
      limitMs: 50,
      status: 200,
      next: () => ({ method: 'GET', path: '/health/ready' }),
    },
    {
      line: 'contest listing',
      limitMs: 300,
      status: 200,
      next: () => ({ method: 'GET', path: '/v1/contests?limit=20' }),
    },
    {
      line: 'user authentication (asking for a code)',
      limitMs: 200,
      status: 202,
      next: () => {
        address += 1;
        return {
          method: 'POST',
          path: '/v1/sign-in/codes',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ email: `a${address}@bench.test` }),
        };
      },
    },
    {
      line: 'user authentication (who am I)',
      limitMs: 200,
      status: 200,
      next: () => ({
        method: 'GET',
        path: '/v1/me',
        headers: { authorization: sponsorHeaders.authorization },
      }),
    },
    {
      line: 'contest creation',
      limitMs: 500,
      status: 201,
      next: () => ({
        method: 'POST',
        path: '/v1/contests',
        headers: sponsorHeaders,
        body: JSON.stringify(newContest()),
      }),
    },
    {
      line: 'entering',
      limitMs: 500,
      status: 201,
      next: () => {
        const person = people.pop();
        return person && entry(contestId, person.authorization);
      },
    },
  ];
  const measured: (Measured & { line: string; limitMs: number; held: boolean })[] = [];
  for (const { line, limitMs, next, status } of lines) {
    const result = await openLoop(at.origin, RATE, SECONDS * 1_000, next, status);
    measured.push({ line, limitMs, held: result.failed === 0 && result.p95Ms < limitMs, ...result });
  }
  return measured;
}

function entry(contestId: string, authorization: string): Call {
  return {
    method: 'POST',
    path: `/v1/contests/${contestId}/entries`,
    headers: { authorization, 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
    body: '{}',
  };
}

function ratio(ours: number, yardstick: number): number {
  return Math.round((ours / yardstick) * 1000) / 1000;
}
