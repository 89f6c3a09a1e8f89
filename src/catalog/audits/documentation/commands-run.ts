import { defineAudit } from '../../../kit/audit.ts';
import documentCommands from '../../evidence/document-commands.ts';
import procedureRuns from '../../evidence/procedure-runs.ts';

const maxSigns = 10;

const procedure = {
  file: 'docs/runbook.md',
  section: { line: 40, text: 'Restore a backup' },
  subject: 'runbook' as const,
  steps: [
    { line: 43, command: 'npm run backup:list', exitCode: 0, tookS: 1 },
    { line: 44, command: 'npm run restore -- latest', exitCode: 0, tookS: 12 },
  ],
};
const elsewhere = { line: 45, command: 'ssh production', tookS: 0, skipped: 'another machine' };

export default defineAudit({
  title: 'The commands of documented procedures run as they stand',
  failureTitle: 'A documented procedure has a command that fails',
  why: 'At three in the night somebody types what stands there; the wrong option is found during the outage.',
  fix: 'Run every procedure in a copy, from top to bottom, by somebody who did not write it. Put what runs unattended into a script and let CI run that.',
  refs: ['AWS ORR', 'Google SRE Workbook: playbooks'],
  severity: 'minor',
  state: 'trial',
  effortHours: 6,
  claims: [
    'documentation complete',
    'documented procedures',
    'procedures tested',
    'runbook tested',
    'runbooks tested',
    'deployment guide',
    'deployment instructions',
    'operational procedures',
  ],
  needs: { seen: procedureRuns },
  signs: {
    from: { named: documentCommands },
    look: ({ named }) =>
      named.references
        .filter(
          ({ how, standing, exists }) => how === 'command' && standing === 'current' && exists === 'yes',
        )
        .slice(0, maxSigns)
        .map(({ file, line, name }) => ({ file, line, note: `${name} exists, and was not run` })),
  },
  judge({ seen }) {
    const steps = seen.procedures.flatMap(({ file, steps: all }) => all.map((step) => ({ ...step, file })));
    const ran = steps.filter(({ skipped }) => skipped === undefined);
    const [first] = steps;
    if (ran.length === 0)
      return {
        abstains: 'unknown',
        because: first
          ? `No documented command could be run here; "${first.command}": ${first.skipped ?? ''}.`
          : 'No document has a procedure with commands.',
      };
    const findings = ran
      .filter(({ exitCode }) => exitCode !== 0)
      .map(({ file, line, command, exitCode }) => ({
        key: `step:${file}:${command}`,
        says: `"${command}" ended with ${exitCode ?? 'a time-out'}.`,
        where: { file, line },
      }));
    // A procedure of which nothing but the first command could be run is not shown to work.
    const open = seen.procedures.find(({ steps: all }) => all.some(({ skipped }) => skipped !== undefined));
    if (findings.length === 0 && open)
      return {
        abstains: 'unknown',
        because: `${ran.length} of ${steps.length} commands ran; "${open.section.text}" in ${open.file} has one that could not be run here.`,
      };
    return { looked: ran.length, findings };
  },
  examples: {
    pass: [{ given: { seen: { procedures: [procedure] } } }],
    fail: [
      {
        given: {
          seen: {
            procedures: [
              {
                ...procedure,
                steps: [{ line: 43, command: 'make restore', exitCode: 2, tookS: 1 }, elsewhere],
              },
            ],
          },
        },
        findings: ['step:docs/runbook.md:make restore'],
      },
    ],
    hollow: [
      {
        name: 'the step that matters was skipped',
        given: { seen: { procedures: [{ ...procedure, steps: [...procedure.steps, elsewhere] }] } },
        outcome: 'unknown',
      },
      {
        name: 'nothing that could be run',
        given: { seen: { procedures: [{ ...procedure, steps: [elsewhere] }] } },
        outcome: 'unknown',
      },
    ],
    absent: [{ given: { seen: { procedures: [] } }, outcome: 'unknown' }],
  },
});
