import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ownCatalog } from '../../src/cli/inspection.ts';
import probeAnswers from '../../src/catalog/evidence/probe-answers.ts';
import { askOver } from '../../src/drivers/http.ts';
import { urlService } from '../../src/drivers/service.ts';
import { readCatalog } from '../../src/engine/catalog.ts';
import { gather, gatherersFor } from '../../src/engine/gather.ts';
import type { Identity } from '../../src/kit/identities.ts';
import type { ServiceDriver } from '../../src/kit/service.ts';
import { secret, sign, startOrders, type Fault } from './orders-server.ts';

const catalog = await readCatalog([ownCatalog]);
const auth = { environment: {}, restricted: {}, identities: {} };
const signal = new AbortController().signal;

async function gathered(service: ServiceDriver) {
  const { kept, missing } = await gather({
    gatherers: gatherersFor(
      [probeAnswers],
      new Map([...catalog.gatherers].filter(([id]) => id === 'probe-answers')),
    ),
    drivers: { service },
    traits: [],
    before: { kept: new Map(), missing: new Map() },
    redact: (value) => value,
    report: () => undefined,
    signal,
  });
  return { value: kept.get('probe-answers')?.value, missing: missing.get('probe-answers') };
}

/** The service as a copy in the sandbox would be handed out, with one person signed in. */
function opened(url: string): ServiceDriver {
  const token = sign({ sub: 'ada', aud: 'orders', exp: Math.floor(Date.now() / 1_000) + 600 });
  const ada: Identity = {
    name: 'ada',
    role: 'user',
    token,
    headers: { authorization: `Bearer ${token}` },
    signIn: [],
  };
  const ask: ServiceDriver['ask'] = (question, stop) => askOver(url, question, stop);
  return {
    kind: 'url',
    open: () => Promise.resolve({ url }),
    handshakes: () => Promise.resolve([]),
    openProbed: () =>
      Promise.resolve({ url, identities: [ada], shutOut: [], auth, secrets: { KEY: secret }, ask }),
    ask,
  };
}

async function outcomes(...faults: readonly Fault[]): Promise<Record<string, string>> {
  const orders = await startOrders(...faults);
  const { value, missing } = await gathered(opened(orders.url));
  orders.close();
  assert.equal(missing, undefined);
  const policy = { today: '2026-11-20', limit: () => ({ value: 1_000, from: 'the default' }) };
  const watched = ['authn-everywhere', 'token-hygiene', 'input-fuzz', 'sqli'].map(
    (name) => `security/${name}`,
  );
  return Object.fromEntries(
    [...watched, 'api/pagination-bounded'].map((id) => {
      const audit = catalog.audits.get(id);
      assert.ok(audit);
      // The evidence was parsed by the one noun that these audits need, under the name `seen`.
      const verdict = audit.judge({ seen: value } as never, policy);
      return [id, 'abstains' in verdict ? verdict.abstains : verdict.findings.length > 0 ? 'fail' : 'pass'];
    }),
  );
}

const good = {
  'security/authn-everywhere': 'pass',
  'security/token-hygiene': 'pass',
  'security/input-fuzz': 'pass',
  'security/sqli': 'pass',
  'api/pagination-bounded': 'pass',
};

describe('probes', () => {
  it('find nothing wrong with a service that does all of it right', async () => {
    assert.deepEqual(await outcomes(), good);
  });

  const faults: readonly (readonly [Fault, string])[] = [
    ['any-algorithm', 'security/token-hygiene'],
    ['no-expiry', 'security/token-hygiene'],
    ['breaks-on-garbage', 'security/input-fuzz'],
    ['sql', 'security/sqli'],
    ['endless-pages', 'api/pagination-bounded'],
  ];
  for (const [fault, audit] of faults) {
    it(`find ${fault}, and nothing else`, async () => {
      assert.deepEqual(await outcomes(fault), { ...good, [audit]: 'fail' });
    });
  }

  it('find an open service, and do not vouch for tokens that nobody asks for', async () => {
    const found = await outcomes('open');

    assert.deepEqual(
      [found['security/authn-everywhere'], found['security/token-hygiene']],
      ['fail', 'unknown'],
    );
  });

  it('only read from a service that is not ours, and say what would be needed', async () => {
    const orders = await startOrders();

    const { value, missing } = await gathered(urlService(orders.url, 'none', () => Promise.resolve(auth)));
    orders.close();

    assert.equal(value, undefined);
    assert.match(`${missing?.because} ${missing?.howTo}`, /not ours pass --allow probes/);
    assert.deepEqual([...new Set(orders.methods)], ['GET']);
  });
});
