import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inEnglish } from '../../src/claims/languages.ts';
import { mapStatement, readPhrases } from '../../src/claims/map.ts';
import { readDocument } from '../../src/documents/read.ts';
import { readStatements } from '../../src/documents/statements.ts';

const phrases = readPhrases(
  new Map([
    ['security/rate-limit-live', { claims: ['rate limiting'] }],
    ['security/rate-limit-shared', { claims: ['rate limiting active'] }],
    ['backup/retention', { claims: ['backup retention'] }],
    ['backup/off-host', { claims: ['backup strategy'] }],
    ['frontend/auth-flow', { claims: ['log in'] }],
    ['deployment/pipeline-time', { claims: ['duration', 'pipeline time'] }],
    ['documentation/dr-plan', { claims: ['disaster recovery'] }],
    ['backup/restore-drill', { claims: ['disaster recovery', 'restore test'] }],
    ['performance/p95-claim', { claims: ['response times'] }],
    ['observability/alert-coverage', { claims: ['alert rules'] }],
    ['resilience/db-restart', { claims: ['database connection lost'] }],
    ['observability/liveness', { claims: ['health check', '/health'] }],
    ['observability/metrics-exposed', { claims: ['metrics endpoint'] }],
    ['performance/throughput-claim', { claims: ['throughput'] }],
    ['testing/kinds-nonempty', { claims: ['automated tests'] }],
    ['security/encryption-at-rest', { claims: ['database encrypted', 'encryption: aes-256'] }],
  ]),
);

describe('mapping lines to audits', () => {
  it('finds a phrase in any case, number and punctuation', () => {
    assert.deepEqual(auditsOf('- [x] **RATE-LIMITS** on all routes'), ['security/rate-limit-live']);
  });

  it('takes endings and joining words for nothing', () => {
    assert.deepEqual(auditsOf('- [x] The rate is limited'), ['security/rate-limit-live']);
    assert.deepEqual(auditsOf('- [x] Rated limitless'), []);
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

describe('other languages', () => {
  it('are put into English where readiness documents need it', () => {
    const lines: Readonly<Record<string, string>> = {
      'Ratenbegrenzung aktiviert': 'security/rate-limit-live',
      'Limitation de débit en place': 'security/rate-limit-live',
      'Límite de tasa': 'security/rate-limit-live',
      'Limitação de taxa configurada': 'security/rate-limit-live',
      接口限流: 'security/rate-limit-live',
      数据库恢复测试: 'backup/restore-drill',
      'Tiempos de respuesta: < 300 ms': 'performance/p95-claim',
    };
    for (const [line, audit] of Object.entries(lines))
      assert.deepEqual(auditsOf(`- [x] ${line}`), [audit], line);
  });

  it('English stays as it is', () => {
    for (const line of [
      'Real-time alerting active',
      'Tests for all routes',
      'Export controls',
      'Bases of trust',
    ])
      assert.equal(inEnglish(line), line);
  });
});

describe('what stands around a line', () => {
  it('a label ends at a colon, a dash or the edge of a cell', () => {
    for (const line of ['Retention: 7 days', 'Retention - 7 days', 'Retention – 7 days'])
      assert.deepEqual(matchesOf(`## Backups\n\n- [x] ${line}`)[0]?.audits, ['backup/retention'], line);
  });

  it('addresses, paths of scripts and commands name things by accident', () => {
    assert.deepEqual(auditsOf('- [ ] Run manually: ./scripts/health-check.sh --verbose'), []);
    assert.deepEqual(auditsOf('- [ ] See https://example.com/rate-limiting'), []);
    assert.deepEqual(auditsOf('- [ ] Smoke: curl http://localhost:1/rate limiting'), []);
    assert.deepEqual(auditsOf('- [ ] Backend /health answers'), ['observability/liveness']);
    assert.deepEqual(auditsOf('- [ ] System health reviewed'), []);
  });

  it('what stands under "Alerts" is an alert', () => {
    assert.deepEqual(auditsOf('## 🚨 Critical Alerts\n\n- [ ] Database connection lost'), [
      'observability/alert-coverage',
    ]);
    assert.deepEqual(auditsOf('## Faults\n\n- [ ] Database connection lost'), ['resilience/db-restart']);
  });

  it('what stands under "Metrics" is a metric, unless it is measured', () => {
    assert.deepEqual(auditsOf('## Application metrics\n\n- [x] Order throughput'), [
      'observability/metrics-exposed',
    ]);
    assert.deepEqual(auditsOf('## Application metrics\n\n- [x] Throughput: 40 requests per second'), [
      'performance/throughput-claim',
    ]);
  });

  it('words on both sides of "and" or a colon are no phrase, unless it is written so', () => {
    assert.deepEqual(auditsOf('- [x] Recovery automated and tested'), []);
    assert.deepEqual(auditsOf('- [x] Automated tests'), ['testing/kinds-nonempty']);
    assert.deepEqual(auditsOf('- [x] Database: encrypted dumps'), []);
    assert.deepEqual(auditsOf('- [x] Encryption: AES-256 with keys of ours'), [
      'security/encryption-at-rest',
    ]);
  });

  it('a part that is measured belongs to the measure above it', () => {
    const [match] = matchesOf('## Response times\n\n- Log in: < 200ms');

    assert.deepEqual([match?.audits, match?.place], [['performance/p95-claim'], 'context']);
  });

  it('a line near to what its heading says is part of it, a value to enter is not', () => {
    assert.deepEqual(auditsOf('## Restore test\n\n- [ ] All tables restored'), ['backup/restore-drill']);
    assert.deepEqual(auditsOf('## Restore test\n\n- [ ] RESTORE_HOST=db.example.com'), []);
    assert.deepEqual(auditsOf('## Restore test\n\n- [ ] Coffee made'), []);
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
