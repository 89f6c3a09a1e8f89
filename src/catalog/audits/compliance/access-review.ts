import { defineAudit } from '../../../kit/audit.ts';
import { fresh } from '../../documents/attested.ts';
import { placesAbout } from '../../documents/places.ts';
import documents from '../../evidence/documents.ts';
import accessReviews from '../../evidence/access-reviews.ts';

const maxAgeDays = 90;

export default defineAudit({
  title: 'Access to production was reviewed within 90 days',
  failureTitle: 'Access to production was not reviewed within 90 days',
  why: 'People change teams and keep their keys. One of these accounts is the way in that nobody watches.',
  fix: 'List who can reach production, its database and its secrets. Take away what is not needed; note date, reviewer and result.',
  refs: ['NIST SSDF PO.5', 'ISO 27001 A.5.18'],
  severity: 'minor',
  state: 'trial',
  effortHours: 2,
  claims: [
    'access review',
    'least privilege',
    'access control review',
    'user access review',
    'permissions review',
    'access reviewed',
  ],
  needs: { stated: accessReviews },
  signs: { from: { seen: documents }, look: ({ seen }) => placesAbout(seen.documents, 'security') },
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
                text: 'Reviewed 14 accounts, removed 2',
                record: 'security/access-2026-10.md',
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
                text: 'Reviewed 14 accounts, removed 2',
                record: 'security/access-2026-10.md',
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
          stated: { statements: [{ on: '2026-10-12', by: 'Ada', text: 'Reviewed 14 accounts, removed 2' }] },
        },
        findings: ['not-stated'],
      },
    ],
  },
});
