import { defineAudit } from '../../../kit/audit.ts';
import { disagreements } from '../../documents/reports-against-claims.ts';
import { exampleClaim } from '../../documents/example-documents.ts';
import readinessClaims, { type ReadinessClaim } from '../../evidence/readiness-claims.ts';
import testReports, { type TestReport } from '../../evidence/test-reports.ts';

const ninety = exampleClaim(7, 'Test Coverage: 90%+', {
  form: 'prose',
  figures: [{ kind: 'share', text: '90%+', value: 90, unit: '%', bound: 'above' }],
});
const share = (percent: number) => ({ covered: percent, total: 100, percent });
const coverage = (percent: number): TestReport => ({
  file: 'coverage/lcov.info',
  folder: 'coverage',
  format: 'lcov',
  coverage: { lines: share(percent), files: 40 },
});
const junit: TestReport = {
  file: 'reports/junit.xml',
  folder: 'reports',
  format: 'junit',
  tests: { executed: 120, failed: 3, errors: 0, skipped: 2 },
};

export default defineAudit({
  title: 'Committed test and coverage reports do not contradict the readiness documents',
  failureTitle: 'Committed test or coverage reports contradict the readiness documents',
  why: 'The number in the document is believed; the report beside it says the gate would not have opened.',
  fix: 'Take the number from the report when the document is written, or delete the report that is no longer true. Better: let CI publish both.',
  refs: ['DORA: test automation'],
  severity: 'major',
  state: 'stable',
  effortHours: 1,
  claims: [
    'test coverage',
    'coverage',
    'quality score',
    'overall coverage',
    'comprehensive test coverage',
    'test reports',
    'test results',
  ],
  needs: { claimed: readinessClaims, measured: testReports },
  judge({ claimed, measured }) {
    const current = claimed.documents.filter((document) => document.standing === 'current');
    const { compared, findings } = disagreements(current, measured.reports);
    if (findings.length > 0) return { looked: compared, findings };
    if (measured.skipped.length > 0)
      return {
        abstains: 'unknown',
        because: `${measured.skipped[0]?.file} could not be read: ${measured.skipped[0]?.because}.`,
      };
    if (compared === 0 && measured.reports.length > 0 && current.length > 0)
      return {
        abstains: 'unknown',
        because: 'The readiness documents state no number that the reports measure.',
      };
    return { looked: compared, findings };
  },
  examples: {
    pass: [
      { given: { claimed: documentWith([ninety]), measured: { reports: [coverage(92.4)], skipped: [] } } },
    ],
    fail: [
      {
        given: { claimed: documentWith([ninety]), measured: { reports: [coverage(41)], skipped: [] } },
        findings: ['coverage:READINESS.md:7:coverage/lcov.info'],
      },
      {
        name: 'all tests pass, says the document',
        given: {
          claimed: documentWith([exampleClaim(12, 'All tests passing', { says: 'done', box: 'ticked' })]),
          measured: { reports: [junit], skipped: [] },
        },
        findings: ['tests:READINESS.md:12:reports/junit.xml'],
      },
    ],
    hollow: [
      {
        name: 'a report of no test at all',
        given: {
          claimed: documentWith([exampleClaim(12, 'All tests passing', { says: 'done' })]),
          measured: {
            reports: [{ ...junit, tests: { executed: 0, failed: 0, errors: 0, skipped: 0 } }],
            skipped: [],
          },
        },
        findings: ['tests:READINESS.md:12:reports/junit.xml'],
      },
      {
        name: 'a goal is not a claim',
        given: {
          claimed: documentWith([{ ...ninety, text: 'Coverage target: 90%' }]),
          measured: { reports: [coverage(41)], skipped: [] },
        },
        outcome: 'unknown',
      },
    ],
    absent: [
      {
        given: { claimed: documentWith([ninety]), measured: { reports: [], skipped: [] } },
        outcome: 'not-applicable',
      },
    ],
  },
});

function documentWith(claims: readonly ReadinessClaim[]) {
  return {
    documents: [{ file: 'READINESS.md', standing: 'current' as const, claims: [...claims] }],
    skipped: [],
  };
}
