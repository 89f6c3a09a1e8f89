import { defineAudit } from '../../../kit/audit.ts';
import type { Finding } from '../../../kit/where.ts';
import { unreadDocuments } from '../../documents/unread.ts';
import documentCommands, { type DocumentReference } from '../../evidence/document-commands.ts';

const maxNamed = 40;

export default defineAudit({
  title: 'Scripts, paths, targets and services that documents name exist, where that can be looked up',
  failureTitle: 'Documents name scripts, paths, targets or services that do not exist',
  why: 'A restore procedure whose script is missing is found out during the outage it was written for.',
  fix: 'Correct the name, add the missing script, or delete the step. Then let CI run the commands of the runbook that can be run, so that they cannot rot again.',
  refs: ['Google SRE: playbooks', 'AWS ORR'],
  severity: 'major',
  state: 'stable',
  effortHours: 3,
  claims: [
    'deployment guide',
    'deployment procedures',
    'step-by-step deployment',
    'rollback procedures',
    'runbook',
    'operational procedures',
    'operational runbooks',
    'docker stack validated',
    'backup verification',
    'deployment documentation',
    'deployment process documented',
    'deployment documented',
    'setup instructions',
    'setup guide',
    'installation guide',
    'deployment instructions',
    'deployment steps',
    'operations manual',
    'operations guide',
    'playbooks',
    'operational guide',
  ],
  needs: { seen: documentCommands },
  judge({ seen }) {
    const current = seen.references.filter((reference) => reference.standing === 'current');
    const missing = current.filter((reference) => reference.exists === 'no');
    const findings = new Map<string, Finding>();
    for (const { file, line, kind, name, by, because } of missing) {
      const key = `${kind}:${file}:${name}`;
      const says = `${file} tells ${by === 'a sentence' ? 'of' : by} ${name}: ${because}.`;
      if (!findings.has(key) && findings.size < maxNamed)
        findings.set(key, { key, says, where: { file, line } });
    }
    if (findings.size > 0) return { looked: current.length, findings: [...findings.values()] };
    const unread = unreadDocuments(seen.skipped);
    if (unread) return { abstains: 'unknown', because: unread };
    const found = current.filter((reference) => reference.exists === 'yes').length;
    const [unsure] = current;
    if (found === 0 && unsure)
      return {
        abstains: 'unknown',
        because: `None of ${current.length} names could be looked up: ${unsure.name} ${unsure.because}.`,
      };
    return { looked: found, findings: [] };
  },
  examples: {
    pass: [{ given: { seen: { references: [named({})], skipped: [] } } }],
    fail: [
      {
        given: {
          seen: {
            references: [
              named({}),
              named({
                line: 31,
                name: 'scripts/restore.sh',
                exists: 'no',
                because: 'there is no scripts/restore.sh',
              }),
              named({
                line: 40,
                kind: 'target',
                name: 'smoke',
                by: 'make',
                exists: 'no',
                because: 'Makefile has no such target',
              }),
            ],
            skipped: [],
          },
        },
        findings: ['path:docs/runbook.md:scripts/restore.sh', 'target:docs/runbook.md:smoke'],
      },
    ],
    hollow: [
      {
        name: 'nothing that could be looked up',
        given: {
          seen: {
            references: [
              named({ name: '<script>', exists: 'cannot-tell', because: 'it is a placeholder or a pattern' }),
            ],
            skipped: [],
          },
        },
        outcome: 'unknown',
      },
    ],
    absent: [{ given: { seen: { references: [], skipped: [] } }, outcome: 'not-applicable' }],
  },
});

function named(facts: Partial<DocumentReference>): DocumentReference {
  return {
    file: 'docs/runbook.md',
    line: 20,
    subject: 'runbook',
    standing: 'current',
    kind: 'path',
    name: 'scripts/backup.sh',
    by: 'the shell',
    how: 'command',
    exists: 'yes',
    because: 'scripts/backup.sh',
    ...facts,
  };
}
