import { defineGatherer } from '../../kit/gatherer.ts';
import { asideKind, folderOf } from '../aside.ts';
import testReports, { type TestReport } from '../evidence/test-reports.ts';
import { readReport } from '../test-reports/read-report.ts';

/** Names that runners and coverage tools give their reports; the content decides. */
const reportFile =
  /(^|\/)((junit|test-?results?|TEST-|report-?junit|results|xunit|pytest)[\w.-]*\.xml|(cobertura|coverage|clover|jacoco)[\w.-]*\.xml|[\w.-]*lcov[\w.-]*(\.info|\.dat)?|coverage-(summary|final)\.json|coverage\.json)$/i;
const mostReports = 200;
const limitBytes = 8_000_000;

export default defineGatherer({
  brings: testReports,
  uses: ['repo'],
  limitMs: 15_000,
  async gather({ drivers: { repo } }) {
    const reports: TestReport[] = [];
    const skipped: { file: string; because: string }[] = [];
    let looked = 0;
    for (const { path: file, kind, tracked } of await repo.list()) {
      // A report that git does not know comes from this machine, not from the repository.
      if (kind !== 'file' || !tracked || !reportFile.test(file)) continue;
      if (asideKind(file) === 'vendored' || /(^|\/)(fixtures?|testdata|__fixtures__)\//.test(file)) continue;
      looked += 1;
      const read = looked > mostReports ? undefined : await repo.read(file, { limitBytes });
      if (!read?.ok) {
        skipped.push({ file, because: read?.because ?? 'too many reports' });
        continue;
      }
      const report = readReport(file, read.text);
      if (report) reports.push({ file, folder: folderOf(file), ...report });
    }
    return { reports, skipped };
  },
});
