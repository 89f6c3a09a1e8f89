import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { reasonsToStop } from '../src/cli/gate.ts';
import { progressLine, timings } from '../src/cli/progress.ts';
import type { AuditResult, Result } from '../src/kit/result.ts';
import { compare } from '../src/report/compare.ts';
import { sampleResult } from './sample-result.ts';

const pass: AuditResult = {
  id: 'security/a',
  area: 'security',
  title: 't',
  severity: 'blocker',
  state: 'stable',
  outcome: 'pass',
  findings: [],
  evidence: [],
};
const finding = { key: 'k', says: 'It only prints.', where: { file: 'a.ts', line: 1 } };
const fail: AuditResult = { ...pass, outcome: 'fail', findings: [finding] };
const waiver = { finding: 'k', reason: 'r', owner: 'o', until: '2027-01-01' };

function resultOf(...audits: AuditResult[]): Result {
  const score = { ...sampleResult.score, proven: 50, ready: true, because: [] };
  return { ...sampleResult, score, audits };
}

describe('the gate', () => {
  const cases: readonly (readonly [
    string,
    Result,
    Parameters<typeof reasonsToStop>[1],
    RegExp | undefined,
  ])[] = [
    ['is "ready" when nothing is chosen', sampleResult, { narrowed: false }, /blockers? fail/],
    ['opens for a ready result', resultOf(pass), { narrowed: false }, undefined],
    [
      'min-proven alone asks only for the number',
      { ...sampleResult, score: { ...sampleResult.score, proven: 60 } },
      { minProven: 60, narrowed: false },
      undefined,
    ],
    [
      'min-proven shuts below its number',
      resultOf(pass),
      { minProven: 51, narrowed: false },
      /50 of 100 is proven; the gate asks for 51/,
    ],
    [
      'a failing blocker shuts it',
      resultOf(pass, { ...fail, id: 'security/b' }),
      { gate: 'no-failing-blockers', narrowed: false },
      /1 blocker fails/,
    ],
    [
      'a waived blocker does not',
      resultOf(pass, { ...fail, id: 'security/b', waived: [waiver] }),
      { gate: 'no-failing-blockers', narrowed: false },
      undefined,
    ],
    [
      'a blocker that broke shuts it',
      resultOf(pass, { ...pass, id: 'security/b', outcome: 'error' }),
      { gate: 'no-failing-blockers', narrowed: false },
      /could not be judged/,
    ],
    [
      'nothing judged shuts it',
      resultOf({ ...pass, outcome: 'unknown' }),
      { gate: 'no-failing-blockers', narrowed: false },
      /Nothing was judged/,
    ],
    [
      'no-new opens when nothing is new',
      resultOf(fail),
      { gate: 'no-new', baseline: resultOf(fail), narrowed: false },
      undefined,
    ],
    [
      'no-new shuts for a new finding',
      resultOf(fail),
      { gate: 'no-new', baseline: resultOf(pass), narrowed: false },
      /1 new finding: security\/a/,
    ],
    [
      'no-new counts audits the baseline did not have',
      resultOf(fail),
      { gate: 'no-new', baseline: resultOf(), narrowed: false },
      /1 new finding/,
    ],
    [
      'no-new lets waived findings pass',
      resultOf({ ...fail, waived: [waiver] }),
      { gate: 'no-new', baseline: resultOf(pass), narrowed: false },
      undefined,
    ],
    [
      'no-new lets trial audits pass',
      resultOf({ ...fail, state: 'trial' }),
      { gate: 'no-new', baseline: resultOf(pass), narrowed: false },
      undefined,
    ],
    [
      'no-new shuts when a pass is no longer looked at',
      resultOf({ ...pass, outcome: 'unknown' }),
      { gate: 'no-new', baseline: resultOf(pass), narrowed: false },
      /judged in the baseline and not now: security\/a/,
    ],
    [
      'no-new shuts when an audit was switched off',
      resultOf(),
      { gate: 'no-new', baseline: resultOf(pass), narrowed: false },
      /judged in the baseline and not now/,
    ],
    [
      'no-new does not miss what the command line left out',
      resultOf(),
      { gate: 'no-new', baseline: resultOf(pass), narrowed: true },
      undefined,
    ],
  ];
  for (const [name, result, wish, reason] of cases) {
    it(name, () => {
      const reasons = reasonsToStop(result, wish).join(' ');

      if (reason) assert.match(reasons, reason);
      else assert.equal(reasons, '');
    });
  }

  it('needs a baseline to tell what is new', () => {
    assert.throws(
      () => reasonsToStop(resultOf(pass), { gate: 'no-new', narrowed: false }),
      /needs --baseline/,
    );
  });
});

describe('comparison', () => {
  it('tells new, gone and changed findings apart', () => {
    const other = { ...finding, key: 'other' };
    const { added, gone, changed } = compare(
      resultOf({ ...fail, findings: [finding, other] }),
      resultOf({
        ...fail,
        findings: [
          { ...finding, where: { file: 'b.ts', line: 1 } },
          { ...finding, key: 'third' },
        ],
      }),
    );

    assert.deepEqual(
      [added, gone, changed].map((all) => all.map((seen) => seen.finding.key)),
      [['third'], ['other'], ['k']],
    );
  });

  it('does not call a finding gone that nobody looked for', () => {
    for (const after of [resultOf({ ...fail, outcome: 'unknown', findings: [] }), resultOf()]) {
      const { gone, lost } = compare(resultOf(fail), after);

      assert.equal(gone.length, 0);
      assert.equal(lost.length, 1);
    }
  });

  it('finds nothing between a result and itself', () => {
    const { added, gone, changed, lost, outcomes } = compare(sampleResult, sampleResult);

    assert.deepEqual([added, gone, changed, lost, outcomes], [[], [], [], [], []]);
  });
});

describe('progress', () => {
  const screen = { isTerminal: true, columns: 30, colour: false };

  function record(isTerminal: boolean) {
    const told: string[] = [];
    const line = progressLine({
      print: () => assert.fail('progress must not touch standard output'),
      tell: (text) => told.push(text),
      out: screen,
      err: { ...screen, isTerminal },
    });
    line.read({ type: 'gatherer-began', gatherer: 'ci\u001b[31m-workflows' });
    line.read({ type: 'gatherer-began', gatherer: 'history' });
    line.end();
    return told;
  }

  it('is one line that is wiped at the end', () => {
    const told = record(true);

    assert.ok(told[0]?.startsWith('\r\u001b[KLooking: 0 done, now ci'));
    assert.ok((told[0] ?? '').length <= 34);
    assert.equal(told.at(-1), '\r\u001b[K');
  });

  it('is silent in a pipe', () => {
    assert.deepEqual(record(false), []);
  });

  it('tells the slowest gatherer first when asked for timings', () => {
    const text = timings([
      { type: 'evidence-kept', gatherer: 'fast', evidence: 'fast', sha256: '', tookMs: 5 },
      { type: 'evidence-missing', gatherer: 'slow', evidence: 'slow', because: 'no git', tookMs: 1_200 },
    ]);

    assert.equal(text, 'slow    1200 ms  no git\nfast       5 ms\n');
  });
});
