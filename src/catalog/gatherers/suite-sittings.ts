import { CannotLook, defineGatherer } from '../../kit/gatherer.ts';
import ci from '../evidence/ci.ts';
import manifests from '../evidence/manifests.ts';
import startPlan from '../evidence/start-plan.ts';
import suiteSittings, { type Sitting } from '../evidence/suite-sittings.ts';
import testFiles from '../evidence/test-files.ts';
import { fileNamer, saying } from '../tools/name-tests.ts';
import { sit, trusted, withServers } from '../tools/sit.ts';
import { suitesOf } from '../tools/suites.ts';
import type { Ran } from '../tools/try-suite.ts';
import { workshopOf } from '../tools/workshop.ts';

const mostSuites = 8;
/** What the sandbox cannot start. */
const otherServers = new Set([
  'mysql',
  'mongodb',
  'sqlserver',
  'rabbitmq',
  'kafka',
  'nats',
  'elasticsearch',
  'dynamodb',
  'object-storage',
]);

export default defineGatherer({
  brings: suiteSittings,
  uses: ['repo', 'sandbox'],
  needs: { seen: manifests, tests: testFiles },
  wants: { pipelines: ci, start: startPlan },
  limitMs: 2_400_000,
  heavy: true,
  async gather({ given: { seen, tests, pipelines, start }, drivers: { repo, sandbox }, traits, signal }) {
    const listed = (await repo.list()).filter((file) => file.kind === 'file');
    const paths = new Set(listed.map((file) => file.path));
    const cleanCheckout = listed.every((file) => file.tracked);
    const folders = [...new Set(tests.files.map((file) => file.folder))];
    const suites = suitesOf(seen.manifests, pipelines, folders);
    if (suites.length === 0)
      throw new CannotLook('no command that runs tests was found', 'give package.json a script "test"');
    const sittings: Sitting[] = [];
    const notRun: { command: string; folder: string; because: string }[] = [];
    for (const [index, suite] of suites.entries()) {
      const plan = workshopOf(suite.manifest, paths);
      const missed = (because: string) =>
        notRun.push({ command: suite.label, folder: suite.folder, because: because.slice(0, 400) });
      if (suite.command === undefined || !plan)
        missed(suite.because ?? 'how to install it is not understood');
      else if (index >= mostSuites) missed(`there are more than ${mostSuites} suites`);
      else {
        const surrounded = start?.plan && withServers(plan, start.plan);
        const named = fileNamer(paths, suite.folder, tests.files);
        const sat = await sit(sandbox, suite, { bare: plan, service: surrounded }, signal);
        const complete = surrounded && !traits.some(({ name }) => otherServers.has(name));
        const result = complete ? sat : trusted(sat, (file) => named(file).kind);
        if (result.because !== undefined) missed(result.because);
        for (const one of result.tries)
          if (one.kind !== 'nothing') sittings.push(sittingOf(one, result.surroundings));
      }

      function sittingOf(one: Ran, surroundings: Sitting['surroundings']): Sitting {
        const { reported, exitCode, tookMs } = one;
        const named = fileNamer(paths, suite.folder, tests.files);
        return {
          command: suite.label,
          folder: suite.folder,
          cleanCheckout,
          exitCode,
          tests: reported.tests.map(({ file, ...test }) => ({
            ...test,
            ...named(file),
            ...saying(test.says),
          })),
          tookMs,
          surroundings,
          ...(suite.measures && reported.coverage ? { coverage: reported.coverage } : {}),
        };
      }
    }
    return { sittings, notRun };
  },
});
