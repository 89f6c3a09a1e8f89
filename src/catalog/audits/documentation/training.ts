import { defineAudit } from '../../../kit/audit.ts';
import { fresh } from '../../documents/attested.ts';
import { placesAbout } from '../../documents/places.ts';
import documents from '../../evidence/documents.ts';
import trainings from '../../evidence/trainings.ts';

const maxAgeDays = 180;

export default defineAudit({
  title: 'The people who run the service were trained on it',
  failureTitle: 'Nobody states who was trained to run the service',
  why: 'The first outage without the author in the room shows what the others were never told.',
  fix: 'Walk everybody on call through the runbook, the dashboards and one restore. Note names and dates.',
  refs: ['AWS ORR', 'Google SRE: accelerating SREs to on-call'],
  severity: 'note',
  state: 'trial',
  effortHours: 4,
  claims: [
    'developer onboarding',
    'training materials',
    'security training',
    'team training',
    'ready for handoff',
    'support training',
    'team trained',
    'user training',
    'training completed',
    'user guide',
    'user manual',
    'admin guide',
    'user documentation',
    'support team trained',
    'knowledge transfer',
    'training sessions',
    'admin training',
    'staff training',
    'user guides',
    'team ready and trained',
  ],
  needs: { stated: trainings },
  signs: { from: { seen: documents }, look: ({ seen }) => placesAbout(seen.documents, 'training') },
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
                text: 'Ada, Grace and Edsger walked through the runbook',
                record: 'docs/training.md',
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
                text: 'Ada, Grace and Edsger walked through the runbook',
                record: 'docs/training.md',
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
              { on: '2026-10-12', by: 'Ada', text: 'Ada, Grace and Edsger walked through the runbook' },
            ],
          },
        },
        findings: ['not-stated'],
      },
    ],
  },
});
