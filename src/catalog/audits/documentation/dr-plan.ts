import { defineAudit } from '../../../kit/audit.ts';
import type { Finding } from '../../../kit/where.ts';
import { backing, exampleBacking, noBacking } from '../../documents/backing.ts';
import { unreadDocuments } from '../../documents/unread.ts';
import documentCommands from '../../evidence/document-commands.ts';
import recoveryPlans, { type RecoveryPlan } from '../../evidence/recovery-plans.ts';

const goal = { line: 8, text: 'RTO: 4 hours', seconds: 14_400 };
const plan: RecoveryPlan = {
  file: 'docs/recovery.md',
  line: 1,
  title: 'Disaster recovery',
  standing: 'current',
  words: 240,
  steps: 9,
  recoveryTime: [goal],
  recoveryPoint: [{ line: 9, text: 'RPO: 15 minutes', seconds: 900 }],
  roles: [{ line: 12, text: 'The on-call engineer decides to restore', placeholder: false }],
};

export default defineAudit({
  title: 'A recovery plan names the time to recover, the data that may be lost, and who decides',
  failureTitle: 'There is no recovery plan that names time, data and people',
  why: 'When the database is gone, the first hour goes into finding out who may decide, which backup counts and how long users will wait.',
  fix: 'Write one page: the recovery time objective (RTO), the recovery point objective (RPO), who decides and who acts, and the commands in order. Then rehearse it.',
  refs: ['AWS ORR', 'NIST SP 800-34'],
  severity: 'major',
  state: 'stable',
  effortHours: 4,
  claims: [
    'disaster recovery',
    'recovery procedures',
    'recovery plan',
    'disaster recovery procedures',
    'dr procedures',
    'dr plan',
    'disaster recovery plan',
    'business continuity',
    'recovery procedure',
    'recovery runbook',
    'recovery documented',
  ],
  when: ['service'],
  needs: { seen: recoveryPlans, named: documentCommands },
  judge({ seen, named }) {
    const current = seen.plans.filter((one) => one.standing === 'current');
    const longest = current.toSorted((a, b) => b.words - a.words)[0];
    if (!longest) {
      const unread = unreadDocuments(seen.skipped);
      if (unread) return { abstains: 'unknown', because: unread };
      return {
        looked: 1,
        findings: [
          { key: 'absent', says: 'No document has a section on disaster recovery.', where: { file: 'docs' } },
        ],
      };
    }
    const findings: Finding[] = [];
    const parts = [
      {
        key: 'no-rto',
        goals: current.flatMap((one) => one.recoveryTime.map((item) => ({ ...item, file: one.file }))),
        name: 'recovery time (RTO)',
      },
      {
        key: 'no-rpo',
        goals: current.flatMap((one) => one.recoveryPoint.map((item) => ({ ...item, file: one.file }))),
        name: 'recovery point (RPO)',
      },
    ];
    for (const { key, goals, name } of parts) {
      if (goals.some((item) => item.seconds !== undefined)) continue;
      const [blank] = goals;
      const says = blank
        ? `The ${name} is named without a time: "${blank.text.slice(0, 80)}".`
        : `${longest.file} names no ${name}.`;
      findings.push({
        key,
        says,
        where: { file: blank?.file ?? longest.file, line: blank?.line ?? longest.line },
      });
    }
    const roles = current.flatMap((one) => one.roles);
    if (!roles.some((role) => !role.placeholder))
      findings.push({
        key: 'no-roles',
        says: `${longest.file} does not say who decides and who acts.`,
        where: { file: longest.file, line: longest.line },
      });
    if (!current.some((one) => one.steps > 0))
      findings.push({
        key: 'no-steps',
        says: `${longest.file} has no steps to follow.`,
        where: { file: longest.file, line: longest.line },
      });
    const files = current.map((one) => one.file);
    if (findings.length === 0 && backing(files, named.references) === 0)
      return {
        abstains: 'unknown',
        because:
          'The plan names time, data and people, and no script or command of this repository that carries it out.',
        signs: current.map(({ file, line }) => ({ file, line })),
      };
    return { looked: current.length, findings };
  },
  examples: {
    pass: [{ given: { named: exampleBacking('docs/recovery.md'), seen: { plans: [plan], skipped: [] } } }],
    fail: [
      {
        given: { named: noBacking, seen: { plans: [{ ...plan, recoveryTime: [], roles: [] }], skipped: [] } },
        findings: ['no-rto', 'no-roles'],
      },
    ],
    hollow: [
      {
        name: 'figures and names over steps that nothing here carries out',
        given: { named: noBacking, seen: { plans: [plan], skipped: [] } },
        outcome: 'unknown',
      },
      {
        name: 'headings and blanks',
        given: {
          named: noBacking,
          seen: {
            plans: [
              {
                ...plan,
                steps: 0,
                words: 6,
                recoveryTime: [{ line: 8, text: 'RTO: ____ minutes' }],
                recoveryPoint: [],
              },
            ],
            skipped: [],
          },
        },
        findings: ['no-rto', 'no-rpo', 'no-steps'],
      },
    ],
    absent: [{ given: { named: noBacking, seen: { plans: [], skipped: [] } }, findings: ['absent'] }],
  },
});
