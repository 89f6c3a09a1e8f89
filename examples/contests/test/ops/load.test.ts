import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test, type TestContext } from 'node:test';
import { percentile, play, type Step } from '../../ops/load/open-loop.ts';
import { judge, table } from '../../ops/load/verdict.ts';
import { eventually } from '../support/eventually.ts';

async function serve(context: TestContext, listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  context.after(() => {
    server.closeAllConnections();
    server.close();
  });
  // A server that listens on a port has an AddressInfo.
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const step: Step = { name: 'one', method: 'GET', path: '/', expect: 200, parts: 1, p95LimitMs: 200 };

test('a stall is seen by every request that was due during it, not only by those under way', async (context) => {
  // Stalls for 500 ms in every 1,000: half of the requests are due while it stalls, a tenth in its first 100 ms.
  const began = performance.now();
  const base = await serve(context, (_, response) => {
    const intoMs = (performance.now() - began) % 1_000;
    setTimeout(() => response.end('ok'), intoMs < 500 ? 500 - intoMs : 0);
  });

  const { samples, planned } = await play(base, [step], 100, 4);

  const tookMs = samples.map((sample) => sample.tookMs);
  const slow = tookMs.filter((ms) => ms > 100).length / samples.length;
  assert.equal(samples.length, planned);
  // Asking only after each answer, one request a stall would be slow. A busy machine may make more of them slow.
  assert.ok(slow > 0.3, `${(slow * 100).toFixed(0)} % were slow; 40 % should be`);
  assert.ok(percentile(tookMs, 99) > 400);
});

test('requests are sent at the given rate although the service does not answer', async (context) => {
  let [seen, open, mostOpen] = [0, 0, 0];
  const base = await serve(context, (_, response) => {
    seen += 1;
    open += 1;
    mostOpen = Math.max(mostOpen, open);
    setTimeout(() => {
      open -= 1;
      response.end('ok');
    }, 700);
  });

  const { samples } = await play(base, [step], 100, 1);

  assert.equal(seen, 100);
  assert.equal(samples.length, 100);
  assert.ok(mostOpen >= 50, `at most ${mostOpen} were open: it waited for answers before asking again`);
});

test('a slow, a failing and an empty run each miss a threshold; a good one misses none', () => {
  const sample = (tookMs: number, outcome: 'expected' | 'unexpected' = 'expected', status = 200) => ({
    step: 'one',
    tookMs,
    outcome,
    status,
  });
  const run = (samples: readonly ReturnType<typeof sample>[], lateP99Ms = 1) =>
    judge([step], { samples, lateP99Ms, planned: samples.length }, 100);
  const good = Array.from({ length: 2_000 }, () => sample(50));

  assert.deepEqual(run(good).breaches, []);
  assert.match(
    run([...good.slice(0, 1_800), ...Array.from({ length: 200 }, () => sample(300))]).breaches.join(),
    /p95 is 300 ms/,
  );
  assert.match(
    run([...good.slice(2), sample(5, 'unexpected', 503), sample(5, 'unexpected', 503)]).breaches.join(),
    /2 × 503/,
  );
  assert.equal(run([...good.slice(1), sample(5, 'unexpected', 503)]).breaches.length, 0);
  assert.equal(run([]).breaches.length, 2);
  assert.match(run(good, 500).inconclusive ?? '', /generator/);
  assert.match(
    judge([step], { samples: good, lateP99Ms: 1, planned: 2_000 }, 2 ** 30).breaches.join(),
    /1024 MB/,
  );
  assert.match(table(run(good).lines), /one +2000 +50\.0/);
});

test('percentiles are those of the definition', () => {
  assert.equal(percentile([5, 1, 4, 2, 3], 50), 3);
  assert.equal(percentile([1], 99), 1);
  assert.ok(Number.isNaN(percentile([], 50)));
});

async function program(
  ...args: readonly string[]
): Promise<{ code: unknown; stdout: string; stderr: string }> {
  const file = new URL('../../ops/load.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [file, ...args], { env: {}, stdio: ['ignore', 'pipe', 'pipe'] });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (text) => (stdout += String(text)));
  child.stderr.on('data', (text) => (stderr += String(text)));
  const [code] = await once(child, 'close');
  return { code, stdout, stderr };
}

test('the program exits 0 for a service that keeps the thresholds, 1 for one that does not, 2 when it is called wrongly', async (context) => {
  const good = await serve(context, (request, response) =>
    response.writeHead(request.url === '/v1/sign-in' ? 401 : 200).end('{}'),
  );
  const bad = await serve(context, (_, response) => response.writeHead(500).end());

  let fine = await program();
  // The thresholds are real times, so on a busy machine it may take another run.
  await eventually(async () => {
    fine = await program(good, '--rate', '50', '--seconds', '1');
    return fine.code === 0;
  }, 'keeping the thresholds');
  const failing = await program(bad, '--rate', '50', '--seconds', '1');
  const wrong = await program();

  assert.equal(fine.code, 0, fine.stderr);
  assert.match(fine.stdout, /contest listing +\d+/);
  assert.match(fine.stdout, /Memory: not measured/);
  assert.match(fine.stdout, /Contest creation: not measured/);
  assert.equal(failing.code, 1);
  assert.match(failing.stderr, /Missed: 100\.00 % of the answers were errors \(50 × 500\)/);
  assert.equal(wrong.code, 2);
});
