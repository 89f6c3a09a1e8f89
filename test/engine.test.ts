import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { configSchema, defaultConfig } from '../src/engine/config.ts';
import { gather, type Evidences } from '../src/engine/gather.ts';
import { judgeAll } from '../src/engine/judge.ts';
import { score } from '../src/engine/score.ts';
import { applyStatements } from '../src/engine/waive.ts';
import { defineAudit } from '../src/kit/audit.ts';
import type { Drivers } from '../src/kit/drivers.ts';
import { defineEvidence } from '../src/kit/evidence.ts';
import { CannotLook, defineGatherer, type Gatherer } from '../src/kit/gatherer.ts';
import type { AuditResult } from '../src/kit/result.ts';

const nothing: Evidences = { kept: new Map(), missing: new Map() };
const doors = defineEvidence({ name: 'doors', about: 'the doors', schema: z.object({ open: z.number() }) });
const windows = defineEvidence({
  name: 'windows',
  about: 'the windows',
  schema: z.object({ open: z.number() }),
});
const closed = defineAudit({
  title: 'All doors are closed',
  failureTitle: 'A door is open',
  why: 'w',
  fix: 'f',
  refs: [],
  severity: 'blocker',
  state: 'stable',
  effortHours: 1,
  claims: [],
  needs: { doors },
  judge: ({ doors: { open } }) => ({
    looked: 1,
    findings: open > 0 ? [{ key: 'open', says: 'open', where: {} }] : [],
  }),
  examples: {
    pass: [{ given: { doors: { open: 0 } } }],
    fail: [{ given: { doors: { open: 1 } }, findings: ['open'] }],
  },
});

function gatherWith(
  gatherers: Readonly<Record<string, unknown>>,
  drivers: Partial<Drivers> = {},
  signal = new AbortController().signal,
) {
  // Each is made by defineGatherer; a record of them loses the type parameters.
  const units = new Map(Object.entries(gatherers)) as ReadonlyMap<string, Gatherer>;
  return gather({
    gatherers: units,
    drivers,
    traits: [],
    before: nothing,
    redact: (value) => value,
    report: () => undefined,
    signal,
  });
}

function judge(evidences: Evidences) {
  const [result] = judgeAll({
    audits: new Map([['house/closed', closed]]),
    evidences,
    detection: { traits: [], undetermined: new Set() },
    config: defaultConfig,
    today: '2026-11-20',
  });
  assert.ok(result);
  return result;
}

describe('gathering', () => {
  it('a gatherer that breaks leaves its audits unknown, with the reason', async () => {
    const breaks = defineGatherer({
      brings: doors,
      uses: [],
      limitMs: 1_000,
      gather: () => Promise.reject(new Error('hinge')),
    });

    const result = judge(await gatherWith({ breaks }));

    assert.equal(result.outcome, 'unknown');
    assert.match(result.because ?? '', /gathering failed: hinge/);
  });

  it('a gatherer that never ends is left at its limit, and the others go on', async () => {
    const hangs = defineGatherer({
      brings: doors,
      uses: [],
      limitMs: 50,
      gather: () => new Promise<never>(() => undefined),
    });
    const looks = defineGatherer({
      brings: windows,
      uses: [],
      limitMs: 1_000,
      gather: () => Promise.resolve({ open: 0 }),
    });

    const evidences = await gatherWith({ hangs, looks });

    assert.ok(evidences.kept.has('windows'));
    assert.match(judge(evidences).because ?? '', /longer than 0\.05 s/);
  });

  it('a gatherer that cannot look says how it could', async () => {
    const cannot = defineGatherer({
      brings: doors,
      uses: [],
      limitMs: 50,
      gather: () => Promise.reject(new CannotLook('it is dark', 'bring a lamp')),
    });

    assert.match(judge(await gatherWith({ cannot })).because ?? '', /it is dark\. To prove it: bring a lamp/);
  });

  it('evidence of the wrong shape is not kept', async () => {
    const wrong = defineGatherer({
      brings: doors,
      uses: [],
      limitMs: 1_000,
      gather: () => Promise.resolve({ open: Number.NaN }),
    });

    assert.equal(judge(await gatherWith({ wrong })).outcome, 'unknown');
  });

  it('independent gatherers run at the same time', async () => {
    let running = 0;
    let most = 0;
    const look = async () => {
      running += 1;
      most = Math.max(most, running);
      await wait(20);
      running -= 1;
      return { open: 0 };
    };
    const one = defineGatherer({ brings: doors, uses: [], limitMs: 1_000, gather: look });
    const two = defineGatherer({ brings: windows, uses: [], limitMs: 1_000, gather: look });

    await gatherWith({ one, two });

    assert.equal(most, 2);
  });

  it('a gatherer gets what it needs first, and nothing when that is missing', async () => {
    const needs = { doors };
    const two = defineGatherer({
      brings: windows,
      uses: [],
      needs,
      limitMs: 1_000,
      gather: ({ given }) => Promise.resolve({ open: given.doors.open + 1 }),
    });
    const one = defineGatherer({
      brings: doors,
      uses: [],
      limitMs: 1_000,
      gather: () => Promise.resolve({ open: 1 }),
    });

    const both = await gatherWith({ two, one });
    const alone = await gatherWith({ two });

    assert.deepEqual(both.kept.get('windows')?.value, { open: 2 });
    assert.ok(alone.missing.has('windows'));
  });

  it('two gatherers that need each other are told apart from a hang', async () => {
    const one = defineGatherer({
      brings: doors,
      uses: [],
      needs: { windows },
      limitMs: 1_000,
      gather: () => Promise.resolve({ open: 1 }),
    });
    const two = defineGatherer({
      brings: windows,
      uses: [],
      needs: { doors },
      limitMs: 1_000,
      gather: () => Promise.resolve({ open: 1 }),
    });

    const evidences = await gatherWith({ one, two });

    assert.deepEqual([...evidences.missing.keys()].sort(), ['doors', 'windows']);
  });

  it('a gatherer is handed the drivers it named and no other, at run time too', async () => {
    let handed: readonly string[] = [];
    const looks = defineGatherer({
      brings: doors,
      uses: ['git'],
      limitMs: 1_000,
      gather: ({ drivers }) => {
        handed = Object.keys(drivers);
        return Promise.resolve({ open: 0 });
      },
    });
    // Never called: only their presence matters here.
    const drivers = { git: {}, repo: {}, source: {} } as unknown as Partial<Drivers>;

    await gatherWith({ looks }, drivers);

    assert.deepEqual(handed, ['git']);
  });

  it('a run that is stopped keeps nothing half', async () => {
    const stop = new AbortController();
    const hangs = defineGatherer({
      brings: doors,
      uses: [],
      limitMs: 10_000,
      gather: () => new Promise<never>(() => undefined),
    });
    setTimeout(() => stop.abort(), 20);

    const evidences = await gatherWith({ hangs }, {}, stop.signal);

    assert.equal(evidences.missing.get('doors')?.because, 'the run was stopped');
  });
});

describe('judging', () => {
  const withDoors = (open: number) =>
    gatherWith({
      looks: defineGatherer({
        brings: doors,
        uses: [],
        limitMs: 1_000,
        gather: () => Promise.resolve({ open }),
      }),
    });

  it('findings fail, and none with something looked at passes', async () => {
    assert.deepEqual(
      [judge(await withDoors(1)).outcome, judge(await withDoors(0)).outcome],
      ['fail', 'pass'],
    );
  });

  it('a bug of ours is an error, never a skip and never a pass', async () => {
    const broken = { ...closed, judge: () => assert.fail('our bug') };
    const [result] = judgeAll({
      audits: new Map([['house/closed', broken]]),
      evidences: await withDoors(0),
      detection: { traits: [], undetermined: new Set() },
      config: defaultConfig,
      today: '2026-11-20',
    });

    assert.equal(result?.outcome, 'error');
  });

  it('a trait that is certainly absent makes it not applicable; an unseen one makes it unknown', async () => {
    const evidences = await withDoors(0);
    const outcome = (undetermined: readonly string[]) =>
      judgeAll({
        audits: new Map([['house/closed', { ...closed, when: ['garage'] }]]),
        evidences,
        detection: { traits: [], undetermined: new Set(undetermined) },
        config: defaultConfig,
        today: '2026-11-20',
      })[0]?.outcome;

    assert.deepEqual([outcome([]), outcome(['garage'])], ['not-applicable', 'unknown']);
  });
});

describe('scoring', () => {
  const result = (over: Partial<AuditResult>): AuditResult => ({
    id: 'a/b',
    area: 'a',
    title: 't',
    severity: 'major',
    state: 'stable',
    outcome: 'pass',
    findings: [],
    evidence: [],
    ...over,
  });

  it('proven counts passes, possible adds what is unknown', () => {
    const { score: whole } = score([
      result({}),
      result({ outcome: 'unknown' }),
      result({ outcome: 'fail' }),
      result({ outcome: 'not-applicable' }),
    ]);

    assert.deepEqual([whole.proven, whole.possible], [33, 66]);
  });

  it('a failing blocker means not ready, whatever the numbers', () => {
    const many = Array.from({ length: 99 }, () => result({}));

    assert.equal(score([...many, result({ outcome: 'fail', severity: 'blocker' })]).score.ready, false);
  });

  it('a blocker that nobody has shown means not ready', () => {
    assert.equal(score([result({}), result({ outcome: 'unknown', severity: 'blocker' })]).score.ready, false);
  });

  it('nothing judged is not ready', () => {
    assert.deepEqual(score([]).score, {
      proven: 0,
      possible: 0,
      ready: false,
      grade: 'F',
      because: ['Nothing was proven.'],
    });
  });

  it('100 is only for all of it', () => {
    const many = Array.from({ length: 999 }, () => result({}));

    assert.equal(score([...many, result({ severity: 'note', outcome: 'fail' })]).score.proven, 99);
  });
});

describe('waivers and attestations', () => {
  const failing: AuditResult = {
    id: 'house/closed',
    area: 'house',
    title: 't',
    severity: 'blocker',
    state: 'stable',
    outcome: 'fail',
    findings: [{ key: 'open', says: 's', where: {} }],
    evidence: [],
  };
  const waive = (until: unknown) =>
    applyStatements(
      [failing],
      configSchema.parse({
        waivers: [{ audit: 'house/closed', finding: 'open', reason: 'r', owner: 'o', until }],
      }),
      '2026-11-20',
    );

  it('a live waiver stands beside the finding; the outcome and the score stay', () => {
    const { audits, notices } = waive('2026-12-31');

    assert.equal(audits[0]?.outcome, 'fail');
    assert.equal(audits[0]?.waived?.length, 1);
    assert.equal(score(audits).score.proven, 0);
    assert.match(notices.join(' '), /1 of 1 findings are waived; 0 are not/);
  });

  for (const until of ['2026-11-19', undefined, 'soon', '2026-02-31', 20270101]) {
    it(`an end date of ${String(until)} counts as expired, and is reported`, () => {
      const { audits, notices } = waive(until);

      assert.equal(audits[0]?.waived, undefined);
      assert.match(notices.join(' '), /does not count/);
    });
  }

  it('a waiver that matches nothing is reported', () => {
    const config = configSchema.parse({
      waivers: [{ audit: 'house/closed', finding: 'gone', reason: 'r', owner: 'o', until: '2027-01-01' }],
    });

    assert.match(applyStatements([failing], config, '2026-11-20').notices.join(' '), /matches no finding/);
  });

  it('an attestation stands beside an unknown and never makes it a pass', () => {
    const config = configSchema.parse({
      attestations: [{ audit: 'house/closed', by: 'Ada', statement: 'closed them', until: '2027-01-01' }],
    });
    const { audits } = applyStatements(
      [{ ...failing, outcome: 'unknown', findings: [] }],
      config,
      '2026-11-20',
    );

    assert.deepEqual([audits[0]?.outcome, audits[0]?.attested?.by], ['unknown', 'Ada']);
  });

  it('an attestation more than 180 days ahead does not count', () => {
    const config = configSchema.parse({
      attestations: [{ audit: 'house/closed', by: 'Ada', statement: 'closed them', until: '2027-11-01' }],
    });
    const { audits } = applyStatements(
      [{ ...failing, outcome: 'unknown', findings: [] }],
      config,
      '2026-11-20',
    );

    assert.equal(audits[0]?.attested, undefined);
  });
});
