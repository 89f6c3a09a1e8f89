import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { renderRoadmap } from '../../src/cli/roadmap-screen.ts';
import type { AuditResult, ClaimResult, Result } from '../../src/kit/result.ts';
import { roadmapOf } from '../../src/report/roadmap.ts';
import { sampleBackground, sampleResult } from '../sample-result.ts';

const waiting = sampleResult.audits.map(({ id }) => id);

describe('the roadmap of a document', () => {
  it('has blockers first, what fails before what is not shown, the quick before the slow', () => {
    const steps = roadmapOf(claiming(waiting), sampleBackground);
    const severities = steps.map(({ severity }) => severity);
    const ranks = severities.map((name) => ['blocker', 'major', 'minor', 'note'].indexOf(name));

    assert.ok(steps.length > 5);
    assert.deepEqual(ranks, [...ranks].sort());
    for (const [index, step] of steps.entries()) {
      const next = steps[index + 1];
      if (next?.severity !== step.severity) continue;
      assert.ok(step.outcome === 'fail' || next.outcome === 'unknown', `${step.audit} before ${next.audit}`);
      if (step.outcome === next.outcome) assert.ok(step.points >= next.points);
    }
  });

  it('names only what a line waits for, and what neither holds nor is excused', () => {
    const [passing] = sampleResult.audits.filter(({ outcome }) => outcome === 'pass');
    const [failing] = sampleResult.audits.filter(isOwed);
    assert.ok(passing && failing);

    const steps = roadmapOf(claiming([passing.id, failing.id]), sampleBackground);

    assert.deepEqual(
      steps.map(({ audit, lines }) => [audit, lines]),
      [[failing.id, [{ document: 'READINESS.md', line: 7 }]]],
    );
    assert.deepEqual(roadmapOf(claiming(waiting, 'proven'), sampleBackground), []);
    const waived = sampleResult.audits.filter((audit) => audit.waived).map(({ id }) => id);
    assert.deepEqual(roadmapOf(claiming(waived), sampleBackground), []);
  });

  it('sums the hours of what fails, and apart from them those of what may turn out wrong', () => {
    const failing = sampleResult.audits.filter(isOwed);
    const [unseen] = sampleResult.audits.filter(({ outcome }) => outcome === 'unknown');
    assert.ok(unseen);
    const result = claiming([...failing.slice(0, 2).map(({ id }) => id), unseen.id]);

    const text = renderRoadmap(roadmapOf(result, sampleBackground), result, {
      columns: 80,
      colour: false,
      isTerminal: false,
    });

    // Efforts of the sample: half an hour more than the number of the column.
    assert.match(text, /^2 things to mend: (?:30 min|1 h)\. 1 to show: up to 2\.5 h more/);
    assert.match(text, /\? To show \(up to 2\.5 h\)\n +look again/);
    assert.match(text, /lines? 7/);
  });
});

function isOwed({ outcome, state, waived }: AuditResult): boolean {
  return outcome === 'fail' && state === 'stable' && !waived;
}

function claiming(audits: readonly string[], standing: ClaimResult['standing'] = 'unproven'): Result {
  const claim: ClaimResult = {
    document: 'READINESS.md',
    line: 7,
    text: 'Everything',
    under: [],
    claimed: 'done',
    verdict: standing === 'proven' ? 'proven' : 'unproven',
    standing,
    audits,
    because: 'Not shown yet.',
  };
  return { ...sampleResult, documents: [{ file: 'READINESS.md', title: 'Ready' }], claims: [claim] };
}
