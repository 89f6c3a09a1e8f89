import { defineAudit } from '../../../kit/audit.ts';
import { exampleClaim, noDocuments } from '../../documents/example-documents.ts';
import { backing, exampleBacking, noBacking } from '../../documents/backing.ts';
import { unreadDocuments } from '../../documents/unread.ts';
import documentCommands from '../../evidence/document-commands.ts';
import readinessClaims, { type ReadinessClaim } from '../../evidence/readiness-claims.ts';

const maxNamed = 30;

export default defineAudit({
  title: 'Readiness documents claim only what somebody could prove',
  failureTitle: 'Readiness documents claim what nobody could prove',
  why: '"Enterprise-grade" reads like a result and is none. It takes the place of the measurement that would have shown the gap.',
  fix: 'Replace each line by one that can be checked: a number with its measurement, a file, a command, a date, a name. Delete what has none.',
  refs: ['AWS ORR'],
  severity: 'note',
  state: 'stable',
  effortHours: 1,
  claims: [
    'impact',
    'enterprise-grade',
    'industry-standard',
    'full encryption',
    '100% application coverage',
    'mttr',
    'mttd',
  ],
  needs: { seen: readinessClaims, named: documentCommands },
  judge({ seen, named }) {
    const current = seen.documents.filter((document) => document.standing === 'current');
    const findings = current.flatMap(({ file, claims }) =>
      claims
        .filter((claim) => claim.unprovable !== undefined && claim.form !== 'heading' && isSaid(claim))
        .slice(0, maxNamed)
        .map((claim) => ({
          key: `${file}:${claim.text.slice(0, 60)}`,
          says: `"${claim.text.slice(0, 100)}" cannot be proven: ${claim.unprovable}.`,
          where: { file, line: claim.line },
        })),
    );
    const unread = unreadDocuments(seen.skipped);
    if (findings.length === 0 && unread) return { abstains: 'unknown', because: unread };
    const files = current.map((document) => document.file);
    if (findings.length === 0 && files.length > 0 && backing(files, named.references) === 0)
      return {
        abstains: 'unknown',
        because: 'No line names anything of this repository that it could be proven by.',
      };
    return { looked: current.reduce((sum, document) => sum + document.claims.length, 0), findings };
  },
  examples: {
    pass: [
      {
        given: {
          named: exampleBacking('READINESS.md'),
          seen: {
            documents: [
              {
                file: 'READINESS.md',
                standing: 'current',
                claims: [
                  exampleClaim(3, 'p95 below 300 ms at 50 requests/s, measured by `npm run load`', {
                    says: 'done',
                  }),
                ],
              },
            ],
            skipped: [],
          },
        },
      },
    ],
    fail: [
      {
        given: {
          named: noBacking,
          seen: {
            documents: [
              {
                file: 'READINESS.md',
                standing: 'current',
                claims: [
                  exampleClaim(9, 'Reduced support tickets by 30 %', {
                    says: 'done',
                    unprovable: 'an effect that this service cannot show by itself',
                  }),
                ],
              },
            ],
            skipped: [],
          },
        },
        findings: ['READINESS.md:Reduced support tickets by 30 %'],
      },
    ],
    hollow: [
      {
        name: 'nothing that it could be proven by',
        given: {
          named: noBacking,
          seen: {
            documents: [
              {
                file: 'READINESS.md',
                standing: 'current',
                claims: [exampleClaim(9, 'All is well', { says: 'done' })],
              },
            ],
            skipped: [],
          },
        },
        outcome: 'unknown',
      },
      {
        name: 'an adjective in the place of a result',
        given: {
          named: noBacking,
          seen: {
            documents: [
              {
                file: 'READINESS.md',
                standing: 'current',
                claims: [
                  exampleClaim(9, 'Enterprise-grade security', {
                    says: 'done',
                    unprovable: 'an adjective without a measure',
                  }),
                ],
              },
            ],
            skipped: [],
          },
        },
        findings: ['READINESS.md:Enterprise-grade security'],
      },
    ],
    absent: [{ given: { named: noBacking, seen: noDocuments }, outcome: 'not-applicable' }],
  },
});

/** A line of a procedure says nothing about what was reached. */
function isSaid({ says, figures }: ReadinessClaim): boolean {
  return says === 'done' || says === 'partial' || (says === undefined && figures.length > 0);
}
