import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { mapStatement, readPhrases } from '../../src/claims/map.ts';
import { readDocument } from '../../src/documents/read.ts';
import { readStatements } from '../../src/documents/statements.ts';

const phrases = readPhrases(
  new Map([
    ['security/rate-limit-live', { claims: ['rate limiting', 'rate limit'] }],
    ['security/rate-limit-shared', { claims: ['rate limiting', 'rate limiting active'] }],
    ['backup/retention', { claims: ['backup retention'] }],
    ['backup/off-host', { claims: ['backup strategy'] }],
    ['frontend/auth-flow', { claims: ['log in'] }],
    ['deployment/pipeline-time', { claims: ['duration', 'pipeline time'] }],
    ['documentation/dr-plan', { claims: ['disaster recovery'] }],
    ['backup/restore-drill', { claims: ['disaster recovery'] }],
  ]),
);

describe('mapping lines to audits', () => {
  it('finds a phrase in any case, number and punctuation', () => {
    assert.deepEqual(auditsOf('- [x] **RATE-LIMITS** on all routes'), ['security/rate-limit-live']);
  });

  it('lets the most specific phrase win and remembers what it covers', () => {
    const [match] = matchesOf('- [ ] Rate limiting active');

    assert.deepEqual(match?.audits, ['security/rate-limit-shared']);
    assert.deepEqual(match.wider, ['security/rate-limit-live']);
  });

  it('takes a missing word from the heading, and says so', () => {
    const [match] = matchesOf('## Backups\n\n- [x] Retention: 30 days');

    assert.deepEqual(match?.audits, ['backup/retention']);
    assert.equal(match.place, 'context');
  });

  it('does not take a word for another or for part of another', () => {
    assert.deepEqual(auditsOf('- [ ] No error spikes in logs'), []);
    assert.deepEqual(auditsOf('- [ ] Moderate limits'), []);
  });

  it('takes a word of daily use only where a heading speaks of the same', () => {
    assert.deepEqual(auditsOf('## Phase 2: Security\n\n- [x] Duration: 2 weeks'), []);
    assert.deepEqual(auditsOf('## Deployment pipeline\n\n- [x] Duration: 2 min'), [
      'deployment/pipeline-time',
    ]);
  });

  it('takes lines under "Documentation" as speaking of texts', () => {
    const line = '- [x] Disaster recovery';

    assert.deepEqual(auditsOf(`## Operational Documentation\n\n${line}`), ['documentation/dr-plan']);
    assert.equal(auditsOf(`## Backups\n\n${line}`).length, 2);
  });
});

function matchesOf(text: string) {
  const statement = readStatements(readDocument('a.md', text)).at(-1);
  assert.ok(statement);
  return mapStatement(statement, phrases);
}

function auditsOf(text: string): string[] {
  return matchesOf(text).flatMap(({ audits }) => audits);
}
