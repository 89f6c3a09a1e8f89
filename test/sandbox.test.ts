import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { freePort } from '../src/drivers/sandbox/ports.ts';
import { openDrivers } from '../src/drivers/open.ts';
import type { Dependencies, Launched, StartPlan } from '../src/kit/sandbox.ts';

const app = join(import.meta.dirname, '../fixtures/apps/tiny');
const signal = new AbortController().signal;
const step = { folder: '', because: 'the test', limitMs: 10_000 };
const plan: StartPlan = {
  steps: [{ ...step, name: 'start', command: 'node server.js' }],
  needs: [],
  environment: {
    PORT: { kind: 'port' },
    TOKEN_SECRET: { kind: 'secret', bytes: 32 },
    SHOP_URL: { kind: 'outside-url' },
  },
  readyLimitMs: 8_000,
};

describe('the sandbox', () => {
  const opening = openDrivers(app, { start: true });
  after(async () => (await opening).close());

  async function launch(mode: string, over: Partial<StartPlan> = {}): Promise<Launched> {
    const { sandbox } = (await opening).drivers;
    assert.ok(sandbox);
    return sandbox.launch({ ...plan, ...over }, { set: { MODE: mode } }, signal);
  }

  it('starts a service on a free port, with secrets of its own and none of ours', async () => {
    process.env['OUR_OWN_SECRET'] = 'must not leak';
    const launched = await launch('healthy');
    assert.ok(launched.ready);

    const answer = await fetch(`${launched.instance.url}/environment`);
    const environment: Record<string, string> = JSON.parse(await answer.text());

    assert.ok((environment['TOKEN_SECRET'] ?? '').length >= 40);
    assert.match(environment['SHOP_URL'] ?? '', /^http:\/\/127\.0\.0\.1:\d+$/);
    assert.equal(environment['OUR_OWN_SECRET'], undefined);
    assert.deepEqual(await launched.instance.stop('SIGTERM', 3_000).then(({ exitCode }) => exitCode), 0);
  });

  const cannotStart: readonly (readonly [mode: string, because: RegExp])[] = [
    ['exits', /the start command ended with 3/],
    ['hangs', /not ready after 2 s: it never listened on a port/],
  ];
  for (const [mode, because] of cannotStart) {
    it(`says why a service that ${mode} did not start`, async () => {
      const launched = await launch(mode, { readyLimitMs: 2_000 });

      assert.ok(!launched.ready);
      assert.match(launched.because, because);
      if (mode === 'exits') assert.match(launched.logs.join('\n'), /cannot find DATABASE_PASSWORD/);
    });
  }

  it('says that a ready path answers 500', async () => {
    const launched = await launch('sick', { readyPath: '/ready', readyLimitMs: 1_500 });

    assert.ok(!launched.ready);
    assert.match(launched.because, /\/ready answered 500/);
  });

  for (const mode of ['other-port', 'background', 'chatty', 'children']) {
    it(
      `copes with a service of the kind: ${mode}`,
      { skip: process.platform !== 'linux' && 'only Linux tells who listens where' },
      async () => {
        const launched = await launch(mode);

        assert.ok(launched.ready, launched.ready ? '' : launched.because);
        assert.equal((await fetch(launched.instance.url)).status, 200);
      },
    );
  }

  it('lets copies take turns on the one port that a service has', { timeout: 60_000 }, async () => {
    const fixedPort = await freePort();
    const environment = { ...plan.environment, PORT: { kind: 'literal', value: String(fixedPort) } } as const;
    const copies = await Promise.all([1, 2].map(() => launch('healthy', { fixedPort, environment })));
    const secrets: unknown[] = [];
    for (const copy of [...copies, ...copies]) {
      assert.ok(copy.ready, copy.ready ? '' : copy.because);
      const answer = await copy.instance.ask(
        { method: 'GET', path: '/environment', harm: 'none', limitMs: 2_000 },
        signal,
      );
      assert.ok(answer.answered);
      secrets.push(JSON.parse(answer.body)['TOKEN_SECRET']);
    }

    assert.deepEqual(secrets.slice(2), secrets.slice(0, 2), 'each woken with the variables it had');
    assert.notEqual(secrets[0], secrets[1]);
  });

  it('kills a service that is deaf to SIGTERM after the grace', async () => {
    const launched = await launch('deaf');
    assert.ok(launched.ready);

    const ended = await launched.instance.stop('SIGTERM', 300);

    assert.equal(ended.signal, 'SIGKILL');
  });

  it(
    'tells how much memory a service uses',
    { skip: process.platform !== 'linux' && 'needs /proc' },
    async () => {
      const launched = await launch('healthy');
      assert.ok(launched.ready);

      const usage = await launched.instance.usage();

      assert.ok((usage?.memoryBytes ?? 0) > 10_000_000, String(usage?.memoryBytes));
    },
  );
});

describe('the scratch PostgreSQL behind its fault proxy', () => {
  const opening = openDrivers(app, { start: true });
  after(async () => (await opening).close());
  let dependencies: Promise<NonNullable<Dependencies['postgres']>> | undefined;

  function postgres() {
    dependencies ??= (async () => {
      const { sandbox } = (await opening).drivers;
      const launched = await sandbox?.launch(
        {
          ...plan,
          needs: ['postgres'],
          environment: { ...plan.environment, DATABASE_URL: { kind: 'postgres', part: 'url', as: 'owner' } },
        },
        {},
        signal,
      );
      assert.ok(launched?.ready && launched.dependencies.postgres);
      return launched.dependencies.postgres;
    })();
    return dependencies;
  }

  it('answers through the proxy, and not when it is cut', async () => {
    const { proxy } = await postgres();
    assert.equal(await reaches(proxy.port), true);

    proxy.set({ kind: 'cut' });
    const cut = await reaches(proxy.port);
    proxy.set({ kind: 'none' });

    assert.deepEqual([cut, await reaches(proxy.port)], [false, true]);
  });

  it('a black hole accepts and stays silent', async () => {
    const { proxy } = await postgres();
    proxy.set({ kind: 'black-hole' });

    const answer = await silent(proxy.port, 400);
    proxy.set({ kind: 'none' });

    assert.equal(answer, 'silent');
  });

  it('a delay delays', async () => {
    const { proxy } = await postgres();
    proxy.set({ kind: 'delay', delayMs: 250 });
    const began = performance.now();

    const reached = await reaches(proxy.port);
    proxy.set({ kind: 'none' });

    assert.ok(reached && performance.now() - began > 500);
  });

  it('survives a restart of the server', async () => {
    const database = await postgres();
    await database.query('create table kept (id int)');

    await database.restart(100);

    assert.deepEqual(await database.query('select count(*)::int as n from kept'), [{ n: 0 }]);
  });
});

describe(
  'a killed run leaves nothing',
  { skip: process.platform !== 'linux' && 'looks through /proc' },
  () => {
    const child = `
    import { openDrivers } from ${JSON.stringify(join(import.meta.dirname, '../src/drivers/open.ts'))};
    const { drivers } = await openDrivers(${JSON.stringify(app)}, { start: true });
    const plan = ${JSON.stringify({ ...plan, needs: ['postgres', 'mail'] })};
    for (;;) await drivers.sandbox.launch(plan, { set: { MODE: 'children' } }, new AbortController().signal);
  `;

    it('no process, folder or port after ten kills at random moments', { timeout: 120_000 }, async () => {
      const pids: number[] = [];
      for (let round = 0; round < 10; round += 1) {
        const run = spawn(process.execPath, ['--input-type=module', '-e', child], { stdio: 'ignore' });
        pids.push(run.pid ?? 0);
        await wait(200 + Math.random() * 2_500);
        const gone = new Promise((done) => run.once('exit', done));
        run.kill('SIGKILL');
        await gone;
      }

      await until(() => leftovers(pids).length === 0, 15_000);
      assert.deepEqual(leftovers(pids), []);
    });
  },
);

/** Folders and processes that belong to the sandboxes of these runs. */
function leftovers(owners: readonly number[]): string[] {
  const mine = (text: string) => owners.some((pid) => text.includes(`seaworthy-sandbox-${pid}-`));
  const folders = readdirSync(tmpdir()).filter(mine);
  const processes = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        return mine(readFileSync(`/proc/${pid}/environ`, 'latin1'))
          ? [`${pid} ${readFileSync(`/proc/${pid}/cmdline`, 'latin1')}`]
          : [];
      } catch {
        return [];
      }
    });
  return [...folders, ...processes];
}

async function until(holds: () => boolean, limitMs: number): Promise<void> {
  const deadline = performance.now() + limitMs;
  while (!holds() && performance.now() < deadline) await wait(50);
}

/** True when PostgreSQL itself answers there, be it with a refusal of the login. */
async function reaches(port: number): Promise<boolean> {
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user: 'nobody-here',
    password: 'x',
    database: 'app',
    connectionTimeoutMillis: 3_000,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch (error) {
    return error instanceof pg.DatabaseError;
  } finally {
    await client.end().catch(() => undefined);
  }
}

function silent(port: number, limitMs: number): Promise<'silent' | 'answered' | 'closed'> {
  return new Promise((settle) => {
    // The startup message's SSL request: a real server answers it with one byte.
    const socket = connect(port, '127.0.0.1', () => socket.write(Buffer.from([0, 0, 0, 8, 4, 210, 22, 47])));
    socket.once('data', () => settle('answered'));
    socket.once('close', () => settle('closed'));
    socket.on('error', () => undefined);
    setTimeout(() => {
      settle('silent');
      socket.destroy();
    }, limitMs);
  });
}
