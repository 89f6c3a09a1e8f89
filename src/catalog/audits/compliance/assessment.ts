import { defineAudit } from '../../../kit/audit.ts';
import { fresh } from '../../documents/attested.ts';
import { placesAbout } from '../../documents/places.ts';
import documents from '../../evidence/documents.ts';
import impactAssessments from '../../evidence/impact-assessments.ts';

const maxAgeDays = 365;

export default defineAudit({
  title: 'The impact on the people whose data is kept was assessed, with date and owner',
  failureTitle: 'Nobody has assessed the impact on the people whose data is kept',
  why: 'Risks to people are found by a regulator or a newspaper instead of by the team.',
  fix: 'Write a data protection impact assessment: which data, why, which risks, what is done about them. Name its owner and the date of the next one.',
  refs: ['GDPR Art. 35'],
  severity: 'minor',
  state: 'trial',
  effortHours: 8,
  claims: [
    'gdpr compliance',
    'gdpr compliance audit',
    'terms of service reviewed',
    'pii handling compliance',
    'impact assessment',
    'compliance',
    'gdpr',
    'gdpr compliant',
    'ccpa',
    'hipaa',
    'soc 2',
    'compliance review',
    'legal review',
    'dpia',
    'data processing agreement',
    'legal sign-off',
    'privacy impact assessment',
    'compliance checks',
  ],
  needs: { stated: impactAssessments },
  signs: { from: { seen: documents }, look: ({ seen }) => placesAbout(seen.documents, 'assessment') },
  judge({ stated }, { today }) {
    const { good, because } = fresh(stated, today, maxAgeDays);
    if (because === undefined) return { looked: good, findings: [] };
    return { looked: 1, findings: [{ key: 'not-stated', says: because, where: {} }] };
  },
  examples: {
    pass: [
      {
        given: {
          stated: {
            statements: [
              {
                on: '2026-10-12',
                by: 'Ada',
                text: 'Assessment of the orders service, second version',
                record: 'docs/dpia.md',
              },
            ],
          },
        },
      },
    ],
    fail: [
      {
        name: 'too long ago',
        given: {
          stated: {
            statements: [
              {
                on: '2024-10-12',
                by: 'Ada',
                text: 'Assessment of the orders service, second version',
                record: 'docs/dpia.md',
              },
            ],
          },
        },
        findings: ['not-stated'],
      },
    ],
    hollow: [
      {
        name: 'a statement without a record',
        given: {
          stated: {
            statements: [
              { on: '2026-10-12', by: 'Ada', text: 'Assessment of the orders service, second version' },
            ],
          },
        },
        findings: ['not-stated'],
      },
    ],
  },
});
