import { defineAudit } from '../../../kit/audit.ts';
import { backing, exampleBacking, noBacking } from '../../documents/backing.ts';
import { contradictionsIn } from '../../documents/contradictions.ts';
import { exampleClaim, noDocuments } from '../../documents/example-documents.ts';
import { unreadDocuments } from '../../documents/unread.ts';
import documentCommands from '../../evidence/document-commands.ts';
import readinessClaims from '../../evidence/readiness-claims.ts';

const ready = exampleClaim(5, 'Status: PRODUCTION READY', { form: 'prose', says: 'done', verdict: 'ready' });
const issue = {
  under: ['Production readiness', 'Open issues', 'Model registration'],
  form: 'prose' as const,
};

export default defineAudit({
  title: 'Readiness documents contradict neither themselves nor each other',
  failureTitle: 'Readiness documents contradict themselves or each other',
  why: 'Whoever decides about going live reads the line that suits. "Production ready" above an open issue of high priority has sent that issue to users.',
  fix: 'Decide which of the two lines is true and correct the other. Keep one document with one status at its top, and let that status follow from the lines below it.',
  refs: ['AWS ORR: mechanisms over good intentions'],
  severity: 'major',
  state: 'stable',
  effortHours: 1,
  claims: [
    'production ready',
    'production-ready',
    'production readiness status',
    'production readiness score',
    'quality score',
    'overall assessment',
    'ready for production',
    'approved for production',
    'deployment recommendation',
    'risk assessment',
  ],
  needs: { seen: readinessClaims, named: documentCommands },
  judge({ seen, named }) {
    const current = seen.documents.filter((document) => document.standing === 'current');
    const findings = contradictionsIn(current);
    if (findings.length > 0) return { looked: current.length, findings };
    const unread = unreadDocuments(seen.skipped);
    if (unread) return { abstains: 'unknown', because: unread };
    const saying = current.filter(({ claims }) =>
      claims.some(
        (claim) => claim.says !== undefined || claim.verdict !== undefined || claim.figures.length > 0,
      ),
    );
    if (current.length > 0 && saying.length === 0)
      return { abstains: 'unknown', because: 'The readiness documents say nothing that could be compared.' };
    const files = saying.map((document) => document.file);
    if (files.length > 0 && backing(files, named.references) === 0)
      return {
        abstains: 'unknown',
        because:
          'They do not contradict themselves; nothing in them names anything of this repository that they could be held against.',
      };
    return { looked: saying.length, findings };
  },
  examples: {
    pass: [
      {
        given: {
          named: exampleBacking('docs/production-readiness.md'),
          seen: {
            documents: [
              {
                file: 'docs/production-readiness.md',
                standing: 'current',
                claims: [
                  ready,
                  exampleClaim(9, 'Unit tests: 91 % coverage', {
                    says: 'done',
                    box: 'ticked',
                    figures: [{ kind: 'share', text: '91 %', value: 91, unit: '%' }],
                  }),
                  exampleClaim(14, 'Second region', {
                    says: 'open',
                    box: 'empty',
                    under: ['Production readiness', 'After launch'],
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
        name: 'ready, with an open issue of high priority and a blank',
        given: {
          named: noBacking,
          seen: {
            documents: [
              {
                file: 'READINESS.md',
                standing: 'current',
                claims: [
                  ready,
                  exampleClaim(19, 'Priority: HIGH', { ...issue, priority: 'high' }),
                  exampleClaim(20, 'Status: Partially fixed, needs testing', { ...issue, says: 'partial' }),
                  exampleClaim(31, 'On-call engineer: [Contact info]', { blank: true }),
                ],
              },
            ],
            skipped: [],
          },
        },
        findings: ['open-issue:READINESS.md:Model registration', 'blanks:READINESS.md'],
      },
      {
        name: 'two numbers for one thing',
        given: {
          named: noBacking,
          seen: {
            documents: [
              {
                file: 'SUMMARY.md',
                standing: 'current',
                claims: [
                  exampleClaim(14, '/CONTRIBUTING.md - guidelines (203 lines)', { says: 'done' }),
                  exampleClaim(40, 'CONTRIBUTING.md (446 lines)', { says: 'done' }),
                  exampleClaim(50, 'Quality Score: 95/100', {
                    figures: [{ kind: 'score', text: '95/100', value: 95, of: 100 }],
                  }),
                  exampleClaim(60, 'Quality Score: 81/100', {
                    figures: [{ kind: 'score', text: '81/100', value: 81, of: 100 }],
                  }),
                ],
              },
            ],
            skipped: [],
          },
        },
        findings: ['lines:SUMMARY.md:CONTRIBUTING.md', 'score:SUMMARY.md:quality score'],
      },
    ],
    hollow: [
      {
        name: 'words that only agree with each other',
        given: {
          named: noBacking,
          seen: { documents: [{ file: 'READINESS.md', standing: 'current', claims: [ready] }], skipped: [] },
        },
        outcome: 'unknown',
      },
      {
        name: 'a document that only lists headings',
        given: {
          named: noBacking,
          seen: {
            documents: [
              {
                file: 'READINESS.md',
                standing: 'current',
                claims: [exampleClaim(1, 'Security', { form: 'heading' })],
              },
            ],
            skipped: [],
          },
        },
        outcome: 'unknown',
      },
      {
        name: 'a form that nobody has filled in yet',
        given: {
          named: noBacking,
          seen: {
            documents: [
              {
                file: 'templates/readiness.md',
                standing: 'form',
                claims: [ready, exampleClaim(9, 'Owner: TBD', { blank: true })],
              },
            ],
            skipped: [],
          },
        },
        outcome: 'not-applicable',
      },
    ],
    absent: [{ given: { named: noBacking, seen: noDocuments }, outcome: 'not-applicable' }],
    notApplicable: [{ given: { named: noBacking, seen: noDocuments } }],
  },
});
