import { defineGatherer } from '../../kit/gatherer.ts';
import suiteRuns from '../evidence/suite-runs.ts';
import suiteSittings from '../evidence/suite-sittings.ts';

export default defineGatherer({
  brings: suiteRuns,
  uses: [],
  needs: { seen: suiteSittings },
  limitMs: 5_000,
  gather({ given: { seen } }) {
    const runs = seen.sittings.map(({ command, folder, cleanCheckout, exitCode, tests, tookMs }) => ({
      command,
      folder,
      cleanCheckout,
      exitCode,
      tests,
      tookMs,
    }));
    return Promise.resolve({ runs, notRun: seen.notRun });
  },
});
