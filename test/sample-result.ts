import { score } from '../src/engine/score.ts';
import { defineAudit, type Audit, type Outcome, type Severity } from '../src/kit/audit.ts';
import type { AuditResult, Result } from '../src/kit/result.ts';
import type { Where } from '../src/kit/where.ts';
import type { Background } from '../src/report/background.ts';

/** A file name as a hostile repository would choose it: escape codes, a line break, an override, markup, Markdown. */
export const hostileName =
  'src/\u001b[2J\u001b]0;owned\u0007\n<img src=x onerror=alert(1)>`|@everyone\u202egpj.ts';

const areas = [
  'security',
  'delivery',
  'database',
  'deployment',
  'observability',
  'backup',
  'testing',
  'team-own',
];
const severities: readonly Severity[] = ['blocker', 'major', 'minor', 'note'];
const outcomes: readonly Outcome[] = [
  'fail',
  'pass',
  'unknown',
  'pass',
  'not-applicable',
  'fail',
  'error',
  'pass',
];

const audits: AuditResult[] = [];
const facts = new Map<string, Audit>();

for (const [row, area] of areas.entries()) {
  for (const [column, outcome] of outcomes.entries()) {
    const id = `${area}/asserts-${column}`;
    const severity = severities[(row + column) % severities.length] ?? 'note';
    audits.push(makeResult(id, area, severity, outcome, column));
    facts.set(id, makeAudit(severity, column));
  }
}

export const sampleResult: Result = {
  schemaVersion: 1,
  tool: { name: 'seaworthy', version: '0.1.0' },
  target: {
    path: '/home/ada/orders',
    commit: '3f2a91cbb0e4d1a2b3c4d5e6f708192a3b4c5d6e',
    traits: [
      { name: 'fastify', folder: 'services/api', where: { file: 'services/api/package.json', line: 21 } },
      { name: 'postgres', where: { file: hostileName } },
    ],
  },
  startedAt: '2026-11-20T12:00:00.000Z',
  durationMs: 1840,
  ...score(audits),
  audits,
  notices: ['security/asserts-1 counts as major, not minor.', `A notice about ${hostileName}`],
};

export const sampleBackground: Background = {
  audits: facts,
  evidence: new Map([['a'.repeat(64), 'ci-workflows']]),
  origin: { host: 'github.com', slug: 'acme/orders' },
};

function makeResult(
  id: string,
  area: string,
  severity: Severity,
  outcome: Outcome,
  column: number,
): AuditResult {
  const where: Where = column === 0 ? { file: hostileName, line: 7 } : { table: 'orders' };
  const findings =
    outcome === 'fail'
      ? [
          {
            key: `wide:${column}`,
            says: `The 部署 step "déployer 🚢" in ${hostileName} only prints.`,
            where,
          },
          { key: 'plain', says: 'Nothing is deployed by it.', where: { file: 'deploy/app.ts' } },
        ]
      : [];
  const because = `Not looked at: ${hostileName} was not there. To prove it: look again.`;
  return {
    id,
    area,
    title: outcome === 'fail' ? 'A step of the pipeline only prints' : 'Every step does what its name says',
    severity,
    state: column === 5 ? 'trial' : 'stable',
    outcome,
    ...(outcome === 'unknown' || outcome === 'error' || outcome === 'not-applicable' ? { because } : {}),
    ...(outcome === 'unknown'
      ? { signs: [{ file: 'src/app.ts', line: 14, note: 'helmet is registered' }] }
      : {}),
    findings,
    evidence: ['a'.repeat(64)],
    ...(area === 'backup' && outcome === 'fail'
      ? {
          waived: findings.map(({ key }) => ({
            finding: key,
            reason: 'The host backs up.',
            owner: 'ada',
            until: '2027-01-31',
          })),
        }
      : {}),
  };
}

function makeAudit(severity: Severity, column: number): Audit {
  return defineAudit({
    title: 'Every step does what its name says',
    failureTitle: 'A step of the pipeline only prints',
    why: 'A green pipeline that does nothing is believed.',
    fix: 'Give it a body:\n\n```yaml\nrun: ./deploy.sh\n```\n\n<script>alert(2)</script> [go](javascript:alert(3)) ![p](https://example.org/p.png)',
    refs: ['OpenSSF Scorecard CI-Tests', 'https://example.org/standard'],
    severity,
    state: column === 5 ? 'trial' : 'stable',
    effortHours: column + 0.5,
    claims: ['pipeline verified'],
    needs: {},
    judge: () => ({ looked: 1, findings: [] }),
    examples: { pass: [{ given: {} }], fail: [{ given: {}, findings: ['plain'] }] },
  });
}
