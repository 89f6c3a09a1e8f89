import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Check } from '../../src/claims/checks.ts';
import { answerDocument } from '../../src/claims/document.ts';
import { readPhrases } from '../../src/claims/map.ts';
import { summarySentence } from '../../src/report/claims.ts';
import type { AuditResult, Score } from '../../src/kit/result.ts';
import type { Where } from '../../src/kit/where.ts';

const phrases = readPhrases(
  new Map([
    ['security/rate-limit', { claims: ['rate limiting'] }],
    ['testing/coverage', { claims: ['test coverage'] }],
    ['delivery/pipeline', { claims: ['ci/cd pipeline'] }],
    ['code/hooks-in-ci', { claims: ['pre-commit hook'] }],
    ['security/no-secrets', { claims: ['secret detection'] }],
  ]),
);
const score: Score = {
  proven: 20,
  possible: 60,
  ready: false,
  grade: 'F',
  because: ['Two blockers are open.'],
};

describe('answering lines', () => {
  it('proves a done line when its audit passes', () => {
    assert.equal(verdictOf('- [x] Rate limiting', [audit('pass')]), 'proven');
  });

  it('contradicts a done line when what was found speaks of its matter', () => {
    const [claim] = answer('- [x] Rate limiting', [audit('fail')]).claims;

    assert.equal(claim?.result.verdict, 'contradicted');
    assert.equal(claim.result.measured, 'Rate limiting lets 500 logins through.');
  });

  it('accuses nobody by an audit on trial, by a finding on another matter, or under a heading with a tick', () => {
    const elsewhere = audit('fail', {
      id: 'documentation/links',
      title: 'Links are broken',
      says: 'No docs/a.md.',
    });

    assert.equal(verdictOf('- [x] Rate limiting', [audit('fail', { state: 'trial' })]), 'unproven');
    assert.equal(verdictOf('- [x] CI/CD pipeline', [{ ...elsewhere, id: 'delivery/pipeline' }]), 'unproven');
    assert.equal(
      verdictOf('## Security ✅\n\n- Rate limiting: 100 requests/min', [audit('fail')]),
      'unproven',
    );
  });

  it('never proves or contradicts what was not seen', () => {
    assert.equal(verdictOf('- [x] Rate limiting', [audit('unknown')]), 'unproven');
    assert.equal(verdictOf('- [x] Rate limiting', [audit('error')]), 'unproven');
    assert.equal(verdictOf('- [x] Rate limiting', []), 'unproven');
  });

  it('does not take a passing audit for the number in the line', () => {
    const coverage = audit('pass', { id: 'testing/coverage', title: 'Test coverage is measured' });

    assert.equal(verdictOf('- [x] Test coverage: 95%', [coverage]), 'partly');
  });

  it('proves a paraphrase by the audit that has its name, but not by one that shares a word', () => {
    const hooks = audit('pass', {
      id: 'code/hooks-in-ci',
      title: 'Everything that git hooks check is checked in CI too',
    });
    const secrets = audit('pass', { id: 'security/no-secrets', title: 'No credential stands in the files' });

    assert.equal(verdictOf('- [x] Each pre-commit hook is a step of CI', [hooks]), 'proven');
    assert.equal(verdictOf('- [x] A pre-commit hook for speed', [hooks]), 'partly');
    assert.equal(verdictOf('- [x] Secret detection', [secrets]), 'partly');
  });

  it('proves nothing by an audit on trial, and no number by an audit that has another', () => {
    const trial = answer('- [x] Rate limiting', [audit('pass', { state: 'trial' })]).claims[0]?.result;
    const gate = audit('pass', { id: 'testing/coverage', title: 'Test coverage is a gate' });

    assert.equal(trial?.verdict, 'partly');
    assert.match(trial.because, /on trial/);
    assert.equal(verdictOf('- [ ] Test coverage 95%', [gate]), 'partly');
    assert.equal(verdictOf('- [ ] Test coverage (3h)', [gate]), 'proven');
  });

  it('repeats an attestation as such', () => {
    const attested = { by: 'Ada', statement: 'we did', until: '2027-01-01' };

    assert.equal(verdictOf('- [x] Rate limiting', [{ ...audit('unknown'), attested }]), 'attested');
  });

  it('names what does not apply and what nobody can prove', () => {
    assert.equal(verdictOf('- [x] Rate limiting', [audit('not-applicable')]), 'not-checkable');
    assert.equal(verdictOf('- [x] Enterprise-grade rate limiting', [audit('pass')]), 'not-checkable');
  });

  it('keeps what no audit looks at apart from what nobody can check', () => {
    const [claim] = answer('- [x] The shelves are green', [audit('pass')]).claims;

    assert.equal(claim?.result.verdict, 'unproven');
    assert.equal(claim.result.standing, 'unmapped');
  });

  it('puts the place of the denial and a command that shows it beside a contradicted line', () => {
    const where = { file: 'src/app.js', line: 14 };
    const [inFile] = answer('- [x] Rate limiting', [audit('fail', { where })]).claims;
    const [hostile] = answer('- [x] Rate limiting', [
      audit('fail', { where: { file: 'a;rm -rf x', line: 1 } }),
    ]).claims;

    assert.deepEqual(inFile?.result.see, { where, command: 'sed -n 14p src/app.js' });
    assert.equal(hostile?.result.see?.command, 'seaworthy inspect --audit security/rate-limit');
  });

  it('says what would prove a line', () => {
    const because = 'Not looked at: no service. To prove it: start it.';
    const [claim] = answer('- [x] Rate limiting', [{ ...audit('unknown'), because }]).claims;

    assert.equal(claim?.result.toProve, 'start it');
    assert.doesNotMatch(String(claim?.result.because), /To prove it/);
  });

  it('is glad about an open line that is done, and calls an open line that fails honest', () => {
    const done = answer('- [ ] Rate limiting', [audit('pass')]);
    const open = answer('- [ ] Rate limiting', [audit('fail')]);

    assert.equal(done.claims[0]?.result.standing, 'unclaimed');
    assert.equal(open.claims[0]?.result.standing, 'honest');
    assert.match(String(open.claims[0]?.result.because), /honestly/);
  });

  it('is not glad about an open line that names a file which is not there', () => {
    const check: Check = {
      document: 'a.md',
      line: 1,
      kind: 'path',
      named: 'LIMITS.md',
      holds: 'no',
      says: 'there is no such file',
    };
    const text = '- [ ] Rate limiting (LIMITS.md)';
    const judged = { audits: [audit('pass')], areas: [], score };

    const { claims } = answerDocument('a.md', text, phrases, judged, { checks: [check] });

    assert.equal(claims[0]?.result.verdict, 'partly');
    assert.match(String(claims[0]?.result.because), /LIMITS\.md: there is no such file/);
  });

  it('compares an overall score with what is proven and possible', () => {
    assert.equal(verdictOf('**Quality Score**: 95/100', []), 'contradicted');
    assert.equal(verdictOf('**Quality Score**: 50/100', []), 'unproven');
    assert.equal(verdictOf('**Readiness score**: 20 %', []), 'proven');
  });

  it('contradicts "production ready" by a failing blocker only', () => {
    const ready = '# Status\n\n**Status**: PRODUCTION READY';

    assert.equal(verdictOf(ready, [audit('fail')]), 'contradicted');
    assert.equal(verdictOf(ready, [audit('unknown')]), 'unproven');
  });
});

describe('the document as a whole', () => {
  it('is summed up in one sentence', () => {
    const text = '# Shop\n\nQuality Score: 95/100\n\n- [x] Rate limiting\n- [x] The shelves are green\n';
    const { title, score: claimed, claims } = answer(text, [audit('fail')]);

    assert.equal(claimed, '95/100');
    assert.equal(
      summarySentence(
        title,
        { document: { file: 'a.md', title, score: claimed }, claims: claims.map(({ result }) => result) },
        { score },
      ),
      'Shop claims 95/100; proven 20, possible 60; 2 lines are ticked: 1 contradicted, 0 proven, 1 looked at by no audit.',
    );
  });
});

function audit(
  outcome: AuditResult['outcome'],
  {
    id = 'security/rate-limit',
    title = 'Rate limiting holds',
    says = 'Rate limiting lets 500 logins through.',
    state = 'stable' as AuditResult['state'],
    where = { file: 'a.js' } as Where,
  } = {},
): AuditResult {
  const findings = outcome === 'fail' ? [{ key: 'a', says, where }] : [];
  return { id, area: 'security', title, severity: 'blocker', state, outcome, findings, evidence: [] };
}

function answer(text: string, audits: readonly AuditResult[]) {
  return answerDocument('a.md', text, phrases, { audits, areas: [], score });
}

function verdictOf(text: string, audits: readonly AuditResult[]): string | undefined {
  return answer(text, audits).claims.at(-1)?.result.verdict;
}
