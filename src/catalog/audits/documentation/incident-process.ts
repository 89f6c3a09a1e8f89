import { defineAudit } from '../../../kit/audit.ts';
import { fresh } from '../../documents/attested.ts';
import { placesAbout } from '../../documents/places.ts';
import documents from '../../evidence/documents.ts';
import incidentReviews from '../../evidence/incident-reviews.ts';

const maxAgeDays = 180;

export default defineAudit({
  title: 'The last incidents were reviewed, and the reviews have actions',
  failureTitle: 'The last incidents were not reviewed',
  why: 'An incident that nobody reviewed comes back, and finds the same people as unprepared as before.',
  fix: 'Keep a template for reviews, review each incident within a week, and give every action an owner and a date. State it with the link to the newest review.',
  refs: ['Google SRE: postmortem culture', 'DORA'],
  severity: 'minor',
  state: 'trial',
  effortHours: 4,
  claims: [
    'incident response',
    'incident response playbook',
    'document incident',
    'lessons learned',
    'incident process',
    'post-mortem',
    'incident management',
    'incident runbook',
    'post mortem',
    'postmortem',
    'postmortems',
    'incident escalation',
    'incident response plan',
    'escalation matrix',
    'blameless',
    'retrospective',
    'incident procedures',
    'severity levels',
    'communication plan',
    'incident communication',
    'status page',
    'incident playbook',
  ],
  needs: { stated: incidentReviews },
  signs: { from: { seen: documents }, look: ({ seen }) => placesAbout(seen.documents, 'incident') },
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
                text: 'The incidents of September and October were reviewed',
                record: 'docs/incidents/2026-10-04.md',
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
                text: 'The incidents of September and October were reviewed',
                record: 'docs/incidents/2026-10-04.md',
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
              { on: '2026-10-12', by: 'Ada', text: 'The incidents of September and October were reviewed' },
            ],
          },
        },
        findings: ['not-stated'],
      },
    ],
  },
});
