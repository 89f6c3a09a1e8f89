import { defineAudit } from '../../../kit/audit.ts';
import { placesAbout } from '../../documents/places.ts';
import documents from '../../evidence/documents.ts';
import quickStartRun from '../../evidence/quick-start-run.ts';

const usualLimitS = 15 * 60;
const run = {
  file: 'README.md',
  section: { line: 20, text: 'Quick start' },
  steps: [
    { line: 24, command: 'npm ci', exitCode: 0, tookS: 21 },
    { line: 25, command: 'npm start', exitCode: 0, tookS: 3 },
  ],
  served: true,
};

export default defineAudit({
  title: 'The quick start of the README works from a clean copy, in the time it promises',
  failureTitle: 'The quick start of the README does not work from a clean copy',
  why: 'The newcomer who fails at the second command loses a day, and whoever rebuilds the service after a disaster loses the same day.',
  fix: 'Walk the quick start on a clean machine, write down what was missing, and run it in CI as it stands.',
  refs: ['Fowler: continuous delivery', 'DORA: documentation quality'],
  severity: 'minor',
  state: 'trial',
  effortHours: 3,
  claims: [
    'readme',
    'quick start',
    'developer setup guide',
    'developer onboarding',
    'new developer setup guide',
    'getting started',
    'readme updated',
    'readme complete',
    'readme.md',
    'getting started guide',
    'setup documentation',
    'readme documentation',
  ],
  needs: { seen: quickStartRun },
  signs: {
    from: { written: documents },
    look: ({ written }) => placesAbout(written.documents, 'quick-start'),
  },
  judge({ seen }) {
    const ran = seen.steps.filter((step) => step.skipped === undefined);
    if (ran.length === 0)
      return { abstains: 'unknown', because: `No command under "${seen.section.text}" could be run here.` };
    const findings = ran
      .filter((step) => step.exitCode !== 0)
      .map(({ line, command, exitCode }) => ({
        key: `step:${command}`,
        says: `"${command}" ended with ${exitCode ?? 'a time-out'}.`,
        where: { file: seen.file, line },
      }));
    if (findings.length > 0) return { looked: ran.length, findings };
    const where = { file: seen.file, line: seen.section.line };
    if (!seen.served)
      return {
        looked: ran.length,
        findings: [{ key: 'not-served', says: 'After the last command nothing answers.', where }],
      };
    const tookS = ran.reduce((sum, step) => sum + step.tookS, 0);
    const limitS = seen.promisedS ?? usualLimitS;
    if (tookS > limitS)
      return {
        looked: ran.length,
        findings: [{ key: 'slow', says: `It took ${Math.round(tookS)} s; ${limitS} s are promised.`, where }],
      };
    return { looked: ran.length, findings: [] };
  },
  examples: {
    pass: [{ given: { seen: run } }],
    fail: [
      {
        given: {
          seen: {
            ...run,
            steps: [{ line: 24, command: 'npm run setup', exitCode: 1, tookS: 1 }],
            served: false,
          },
        },
        findings: ['step:npm run setup'],
      },
      { name: 'slower than promised', given: { seen: { ...run, promisedS: 10 } }, findings: ['slow'] },
    ],
    hollow: [
      {
        name: 'every command succeeds and nothing runs',
        given: { seen: { ...run, served: false } },
        findings: ['not-served'],
      },
      {
        name: 'nothing that could be run',
        given: {
          seen: { ...run, steps: [{ line: 24, command: 'ssh prod', tookS: 0, skipped: 'another machine' }] },
        },
        outcome: 'unknown',
      },
    ],
  },
});
