import { defineGatherer } from '../../kit/gatherer.ts';
import coverageRuns from '../evidence/coverage-runs.ts';
import suiteSittings from '../evidence/suite-sittings.ts';

/** One measurement of each folder: runs of the same suite measure the same. */
export default defineGatherer({
  brings: coverageRuns,
  uses: [],
  needs: { seen: suiteSittings },
  limitMs: 5_000,
  gather({ given: { seen } }) {
    const measured = seen.sittings.flatMap(({ coverage, command, folder, exitCode, tests }) => {
      if (!coverage) return [];
      const executed = tests.filter((test) => test.outcome !== 'skip').length;
      return [{ command, folder, exitCode, executed, ...coverage }];
    });
    const runs = [...new Map(measured.toReversed().map((run) => [run.folder, run])).values()];
    return Promise.resolve({ runs, notRun: seen.notRun });
  },
});
