import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { gatherFrom } from '../fixtures/gather.ts';
import testReports from '../src/catalog/evidence/test-reports.ts';

const covered: readonly (readonly [file: string, text: string, format: string, percent: number])[] = [
  [
    'coverage.xml',
    '<coverage line-rate="0.5" lines-covered="5" lines-valid="10" timestamp="1700000000"><packages/></coverage>',
    'cobertura',
    50,
  ],
  ['coverage/lcov.info', 'SF:a\nLF:10\nLH:7\nend_of_record\nSF:b\nLF:10\nLH:8\nend_of_record\n', 'lcov', 75],
  [
    'coverage-summary.json',
    '{"total": {"lines": {"total": 10, "covered": 9, "pct": 90}}, "a": {}}',
    'istanbul-summary',
    90,
  ],
  ['jacoco.xml', '<report><counter type="LINE" missed="1" covered="3"/></report>', 'jacoco', 75],
  [
    'clover.xml',
    '<coverage generated="1"><project><metrics statements="4" coveredstatements="1"/></project></coverage>',
    'clover',
    25,
  ],
  [
    'coverage.json',
    '{"meta": {"timestamp": "2026-01-01T00:00:00"}, "files": {"a": {}}, "totals": {"covered_lines": 3, "num_statements": 4}}',
    'coverage.py',
    75,
  ],
];

describe('committed reports give their numbers', () => {
  for (const [file, text, format, percent] of covered) {
    it(format, async () => {
      const [report] = (await gatherFrom(testReports, { [file]: text })).reports;

      assert.deepEqual([report?.format, report?.coverage?.lines?.percent], [format, percent]);
    });
  }

  it('junit: cases are counted, whatever the head says', async () => {
    const text =
      '<testsuites tests="99"><testsuite timestamp="2026-01-02T03:04:05Z"><testcase name="a"/><testcase name="b"><failure/></testcase><testcase name="c"><skipped/></testcase><testcase name="d"><error/></testcase></testsuite></testsuites>';
    const [report] = (await gatherFrom(testReports, { 'junit.xml': text })).reports;

    assert.deepEqual(report?.tests, { executed: 3, failed: 1, errors: 1, skipped: 1 });
    assert.equal(report.writtenAt, '2026-01-02T03:04:05.000Z');
  });

  it('files that only have the name of a report are none', async () => {
    const { reports } = await gatherFrom(testReports, {
      'coverage.json': '{"a": 1}',
      'results.xml': '<html/>',
      'fixtures/junit.xml': '<testsuite/>',
    });

    assert.deepEqual(reports, []);
  });
});
