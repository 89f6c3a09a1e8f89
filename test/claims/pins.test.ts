import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { answerDocument } from '../../src/claims/document.ts';
import { readPhrases } from '../../src/claims/map.ts';
import type { Pin } from '../../src/claims/pins.ts';
import type { AuditResult } from '../../src/kit/result.ts';
import { resultSchema } from '../../src/report/result-schema.ts';
import { runCli } from '../run-cli.ts';

const failing = join(import.meta.dirname, '../../fixtures/apps/failing');
const phrases = readPhrases(new Map([['security/rate-limit', { claims: ['rate limiting'] }]]));
const score = { proven: 20, possible: 60, ready: false, grade: 'F', because: ['Not yet.'] } as const;
const document = [
  '# Shop',
  '## Doors',
  '- [x] **Nobody** knocks twice (by hand)',
  '- [x] Rate limiting',
  '## Team',
  '- [x] Rate limiting of coffee',
  '',
  'We are proud.',
].join('\n');

describe('pins in seaworthy.yaml', () => {
  it('answer a line by the audits that they name', () => {
    const pin = { line: 'nobody knocks twice', audits: ['security/rate-limit'] };

    assert.equal(verdictAt(3, [audit('pass')], [pin]), 'proven');
    assert.equal(verdictAt(3, [audit('fail')], [pin]), 'contradicted');
    assert.equal(verdictAt(3, [audit('unknown')], [pin]), 'unproven');
    assert.equal(verdictAt(3, [audit('pass')], [{ ...pin, heading: 'Team' }]), 'unproven');
    assert.equal(verdictAt(3, [audit('pass')], [{ ...pin, document: 'other.md' }]), 'unproven');
    assert.equal(verdictAt(3, [audit('pass')], [{ ...pin, document: 'shop.md' }]), 'proven');
  });

  it('make a line a claim, or no claim', () => {
    const proud = { line: 'we are proud', audits: ['security/rate-limit'] };

    assert.equal(verdictAt(8, [audit('pass')], []), undefined);
    assert.equal(verdictAt(8, [audit('pass')], [proud]), 'proven');
    assert.equal(verdictAt(6, [audit('pass')], [{ heading: 'Team', notAClaim: true }]), undefined);
    assert.equal(verdictAt(4, [audit('pass')], [{ heading: 'Team', notAClaim: true }]), 'proven');
  });

  it('do not turn what was not seen into a proof', () => {
    const pin = { line: 'Nobody knocks twice', audits: ['security/rate-limit'] };

    assert.equal(verdictAt(3, [audit('pass', 'trial')], [pin]), 'partly');
    assert.equal(verdictAt(3, [], [pin]), 'unproven');
    assert.equal(verdictAt(3, [audit('not-applicable')], [pin]), 'not-checkable');
  });

  it('are told at the head of the report, the idle ones by name', async () => {
    const scratch = mkdtempSync(join(tmpdir(), 'seaworthy-pins-'));
    after(() => rmSync(scratch, { recursive: true, force: true }));
    cpSync(failing, scratch, { recursive: true });
    writeFileSync(join(scratch, 'READINESS.md'), document);
    writeFileSync(
      join(scratch, 'seaworthy.yaml'),
      'claims:\n  - line: Rate limiting of coffee\n    notAClaim: true\n' +
        '  - line: knocks twice\n    audits: [documentation/contributing]\n' +
        '  - line: no such words\n    notAClaim: true\n' +
        '  - { document: OTHER.md, line: not read now, notAClaim: true }\n',
    );

    const { out } = await runCli(['inspect', scratch, '--format', 'json']);
    const again = await runCli(['judge', '--store', join(scratch, '.seaworthy'), '--format', 'json']);

    const { notices, claims } = resultSchema.parse(JSON.parse(out));
    assert.deepEqual(
      notices.filter((notice) => notice.includes('claims:')),
      [
        '1 line is no claim, as claims: of seaworthy.yaml says: not answered.',
        '1 line is answered by the audits that claims: of seaworthy.yaml names.',
        '"no such words" under claims: of seaworthy.yaml matches no line: remove it.',
      ],
    );
    assert.deepEqual(
      claims?.map(({ line, verdict }) => `${line} ${verdict}`),
      ['3 contradicted', '4 unproven'],
    );
    assert.equal(again.out, out);
  });
});

function verdictAt(line: number, audits: readonly AuditResult[], pins: readonly Pin[]): string | undefined {
  const result = { audits, areas: [], score };
  const { claims } = answerDocument('docs/shop.md', document, phrases, result, { checks: [] }, pins);
  return claims.find((claim) => claim.result.line === line)?.result.verdict;
}

function audit(outcome: AuditResult['outcome'], state: AuditResult['state'] = 'stable'): AuditResult {
  const where = { file: 'a.js', line: 3 };
  const findings = outcome === 'fail' ? [{ key: 'a', says: 'It lets 500 logins through.', where }] : [];
  const title = 'A burst is refused';
  return {
    id: 'security/rate-limit',
    area: 'security',
    title,
    severity: 'major',
    state,
    outcome,
    findings,
    evidence: [],
  };
}
