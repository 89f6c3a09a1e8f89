import { defineAudit } from '../../../kit/audit.ts';
import type { Finding, Where } from '../../../kit/where.ts';
import { exampleCi, exampleJob, noCi, ran, runStep } from '../../ci/example-ci.ts';
import { does, seatsOf } from '../../ci/look.ts';
import type { Ci, Purpose } from '../../ci/model.ts';
import { swallowedIn } from '../../ci/swallowed.ts';
import buildSwitches from '../../evidence/build-switches.ts';
import ci from '../../evidence/ci.ts';

export default defineAudit({
  title: 'The build does not ignore type or lint errors that no other job stops',
  failureTitle: 'The build goes on over type or lint errors',
  why: 'A build that is told to ignore errors succeeds with code that the compiler knows to be broken, and users meet it first.',
  fix: `Remove the switch and repair what it hid, or let a job of its own check the same thing and block:

\`\`\`yaml
- run: npx tsc --noEmit
- run: npm run lint
\`\`\``,
  refs: ['NIST SSDF PW.6', 'Next.js: typescript.ignoreBuildErrors'],
  severity: 'major',
  state: 'stable',
  effortHours: 6,
  claims: [
    'production build successful',
    'build passes',
    'next.js production build successful',
    'type checking',
    'no build errors',
    'build compiles',
    'build succeeds',
    'build without errors',
    'build successful',
    'builds successfully',
    'build passing',
    'production build',
    'no build warnings',
    'clean build',
  ],
  needs: { built: buildSwitches, seen: ci },
  judge({ built, seen }) {
    const findings: Finding[] = [];
    const unsure: Where[] = [];
    for (const one of built.switches) {
      const where = { file: one.file, line: one.line, note: one.setting };
      if (isStopped(seen, one.ignores)) continue;
      const elsewhere = seen.elsewhere.length > 0 || seen.systems.some((system) => !system.understood);
      if (!one.certain || elsewhere) unsure.push(where);
      else
        findings.push({
          key: `${one.ignores.replace(' ', '-')}:${one.file}`,
          says: `The build ignores ${one.ignores}, and no blocking CI job checks for them.`,
          where,
        });
    }
    if (findings.length > 0) return { looked: built.looked.length, findings };
    if (unsure.length > 0)
      return {
        abstains: 'unknown',
        because: 'A build setting may ignore errors, under a condition or with a check that was not read.',
        signs: unsure,
      };
    const [skipped] = built.skipped;
    if (skipped)
      return { abstains: 'unknown', because: `${skipped.file} could not be read: ${skipped.because}.` };
    return { looked: built.looked.length, findings };
  },
  examples: {
    pass: [
      { given: { built: { looked: ['next.config.js'], switches: [], skipped: [] }, seen: noCi } },
      {
        name: 'type errors that a job of its own stops',
        given: {
          built: ignoring('type errors'),
          seen: exampleCi([exampleJob('types', [runStep([ran('npx tsc --noEmit', ['typecheck'])])])]),
        },
      },
    ],
    fail: [
      { given: { built: ignoring('type errors'), seen: noCi }, findings: ['type-errors:next.config.js'] },
    ],
    hollow: [
      {
        name: 'a type check whose failure is thrown away',
        given: {
          built: ignoring('type errors'),
          seen: exampleCi([
            exampleJob('types', [runStep([ran('npx tsc --noEmit', ['typecheck'], { lost: 'or-true' })])]),
          ]),
        },
        findings: ['type-errors:next.config.js'],
      },
    ],
    absent: [
      {
        name: 'nothing that builds',
        given: { built: { looked: [], switches: [], skipped: [] }, seen: noCi },
        outcome: 'not-applicable',
      },
    ],
  },
});

const stoppers: Readonly<Record<string, Purpose>> = {
  'type errors': 'typecheck',
  'lint errors': 'lint',
  'test failures': 'test',
};

/** A step on proposals or pushes does the check, and its failure fails the job. */
function isStopped(seen: Ci, ignored: string): boolean {
  const purpose = stoppers[ignored];
  if (purpose === undefined || ignored === 'test failures') return false;
  const swallowed = new Set(swallowedIn(seen).map((one) => one.seat.step));
  return seatsOf(seen).some(
    ({ pipeline, job, step }) =>
      does(step, [purpose]) &&
      !swallowed.has(step) &&
      step.mayFail === 'no' &&
      job.mayFail === 'no' &&
      (job.triggers ?? pipeline.triggers).some((one) => one.kind === 'proposal' || one.kind === 'push'),
  );
}

function ignoring(ignores: 'type errors' | 'lint errors') {
  const setting = {
    file: 'next.config.js',
    line: 4,
    ignores,
    setting: 'ignoreBuildErrors: true',
    certain: true,
  };
  return { looked: ['next.config.js'], switches: [setting], skipped: [] };
}
