import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readBound, type Measures } from '../../src/claims/bounds.ts';
import { answerDocument } from '../../src/claims/document.ts';
import { mapStatement, readPhrases } from '../../src/claims/map.ts';
import { readDocument } from '../../src/documents/read.ts';
import { readStatements } from '../../src/documents/statements.ts';
import type { AuditResult } from '../../src/kit/result.ts';

const phrases = readPhrases(
  new Map([
    ['performance/p95-claim', { claims: ['p95'] }],
    ['performance/throughput-claim', { claims: ['throughput'] }],
    ['testing/coverage-measured', { claims: ['test coverage'] }],
    ['backup/rto-measured', { claims: ['recovery time'] }],
    ['backup/retention', { claims: ['backups kept'] }],
  ]),
);
const limits = new Map([
  ['performance/p95-claim', { p95Ms: { unit: 'ms' } }],
  ['performance/throughput-claim', { perSecond: { unit: 'requests/s' } }],
  ['testing/coverage-measured', { leastPercent: { unit: 'percent of lines' } }],
  ['backup/rto-measured', { rtoMinutes: { unit: 'minutes' } }],
  ['backup/retention', { keepDays: { unit: 'days' }, gapDays: { unit: 'days' } }],
]);
/** The service answers within 400 ms. */
const measures: Measures = {
  limits,
  judge: ({ audit, value }, from) =>
    p95(audit, value >= 400 ? 'pass' : 'fail', `p95 is 400 ms; ${from} allows ${value} ms.`),
};

function p95(id: string, outcome: 'pass' | 'fail' | 'unknown', says = ''): AuditResult {
  const findings = outcome === 'fail' ? [{ key: 'p95', says, where: {} }] : [];
  const title = 'The p95 of answers stays under its bound';
  return {
    id,
    area: 'performance',
    title,
    severity: 'major',
    state: 'stable',
    outcome,
    findings,
    evidence: [],
  };
}

function boundOf(text: string): string | undefined {
  const statement = readStatements(readDocument('a.md', text)).at(-1);
  assert.ok(statement);
  const bound = readBound(statement, mapStatement(statement, phrases), measures);
  return bound && `${bound.limit} ${bound.value}`;
}

describe('numbers of a document as limits', () => {
  it('are read in the unit of the audit that measures them', () => {
    const lines: Readonly<Record<string, string | undefined>> = {
      '- [x] p95 < 0.3s': 'p95Ms 300',
      '- [x] p95: under 300ms': 'p95Ms 300',
      '- [x] Throughput: 600+ requests/minute': 'perSecond 10',
      '- [x] Test coverage: 85%+': 'leastPercent 85',
      '- [x] Recovery time: < 1 hour': 'rtoMinutes 60',
      '- [x] p95 of 40 users': undefined,
      '- [ ] p95 < 300ms': undefined,
      '- [x] p95 < 300ms for the listing': undefined,
      '- [x] p95 of GET /contests: 300ms': undefined,
      '- [x] Backups kept for 30 days': undefined,
    };
    for (const [line, bound] of Object.entries(lines)) assert.equal(boundOf(line), bound, line);
  });

  it('decide the line, whatever limit the team has set', () => {
    const result = {
      areas: [],
      score: { proven: 0, possible: 100, ready: false, grade: 'F', because: [] },
    } as const;
    const verdictOf = (line: string, outcome: AuditResult['outcome']) =>
      answerDocument(
        'a.md',
        line,
        phrases,
        { ...result, audits: [{ ...p95('performance/p95-claim', 'pass'), outcome }] },
        { checks: [], measures },
      ).claims.map(({ result: { verdict, measured } }) => [verdict, measured]);

    assert.deepEqual(verdictOf('- [x] p95: < 500ms', 'fail'), [['proven', undefined]]);
    assert.deepEqual(verdictOf('- [x] p95: < 300ms', 'pass'), [
      ['contradicted', 'p95 is 400 ms; line 1 of a.md allows 300 ms.'],
    ]);
    assert.deepEqual(verdictOf('- [x] p95: < 500ms', 'unknown'), [['unproven', undefined]]);
    assert.deepEqual(verdictOf('- [x] p95: < 500ms (achieved: 280ms)', 'pass'), [['partly', undefined]]);
  });
});
