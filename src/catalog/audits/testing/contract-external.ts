import { defineAudit } from '../../../kit/audit.ts';
import type { Given } from '../../../kit/evidence.ts';
import type { Finding } from '../../../kit/where.ts';
import contractRuns from '../../evidence/contract-runs.ts';
import testFiles from '../../evidence/test-files.ts';
import { testsOfKind } from '../../tests/test-signs.ts';

export default defineAudit({
  title: 'Each external service has a contract test or a recording compared with it this month',
  failureTitle: 'An external service has no contract test, or one nobody has compared lately',
  why: 'The other side changes a field, every test stays green on old recordings, and the payment flow is down.',
  fix: 'Keep one test per external service that checks what you rely on (Pact, a schema check, a recorded exchange), and compare it with the real service on a schedule.',
  refs: ['Google SRE, PRR', 'Fowler, Contract Test'],
  severity: 'minor',
  state: 'trial',
  effortHours: 16,
  claims: [
    'external service integration',
    'service integration',
    'external service urls',
    'contract tests',
    'third-party integration',
    'contract testing',
    'consumer contracts',
    'mock tests',
    'external dependencies mocked',
    'pact',
    'service contract tests',
    'api contract tests',
    'external integrations',
  ],
  limits: {
    maxAgeDays: {
      default: 31,
      unit: 'days',
      about: 'Since a contract was last compared with the real service.',
    },
  },
  needs: { seen: contractRuns },
  signs: { from: { t: testFiles }, look: ({ t }) => testsOfKind(t, ['contract']) },
  judge({ seen }, policy) {
    const limit = policy.limit('maxAgeDays');
    const findings = seen.dependencies.flatMap(({ name, file, line, contract }): Finding[] => {
      const where = { file, ...(line === undefined ? {} : { line }) };
      if (!contract) return [{ key: `none:${name}`, says: `Nothing checks what ${name} answers.`, where }];
      const there = { file: contract.file };
      if (contract.outcome === 'fail')
        return [
          {
            key: `broken:${name}`,
            says: `${name} no longer answers as ${contract.file} expects.`,
            where: there,
          },
        ];
      if (contract.outcome === 'not-run')
        return [{ key: `not-run:${name}`, says: `${contract.file} was not executed.`, where: there }];
      const ageDays = (Date.parse(policy.today) - Date.parse(contract.comparedOn ?? '')) / 86_400_000;
      if (ageDays <= limit.value) return [];
      const when = contract.comparedOn === undefined ? 'never' : `on ${contract.comparedOn}`;
      const says = `${contract.file} was last compared with ${name} ${when}; at most ${limit.value} days may pass (${limit.from}).`;
      return [{ key: `old:${name}`, says, where: there }];
    });
    return { looked: seen.dependencies.length, findings };
  },
  examples: {
    pass: [{ given: { seen: depending({ comparedOn: '2026-11-10', outcome: 'pass' }) } }],
    fail: [
      {
        given: { seen: { dependencies: [{ name: 'payments', file: 'src/payments.ts', line: 8 }] } },
        findings: ['none:payments'],
      },
      {
        name: 'a recording from spring',
        given: { seen: depending({ comparedOn: '2026-04-01', outcome: 'pass' }) },
        findings: ['old:payments'],
      },
      { name: 'never compared', given: { seen: depending({ outcome: 'pass' }) }, findings: ['old:payments'] },
      {
        given: { seen: depending({ comparedOn: '2026-11-10', outcome: 'fail' }) },
        findings: ['broken:payments'],
      },
    ],
    hollow: [
      {
        name: 'a contract that was not executed',
        given: { seen: depending({ comparedOn: '2026-11-10', outcome: 'not-run' }) },
        findings: ['not-run:payments'],
      },
    ],
    notApplicable: [{ given: { seen: { dependencies: [] } } }],
  },
});

type Seen = Given<{ seen: typeof contractRuns }>['seen'];
type Contract = NonNullable<Seen['dependencies'][number]['contract']>;

function depending(contract: Pick<Contract, 'comparedOn' | 'outcome'>): Seen {
  const held = { file: 'test/contract/payments.test.ts', kind: 'contract-test' as const, ...contract };
  return { dependencies: [{ name: 'payments', file: 'src/payments.ts', line: 8, contract: held }] };
}
