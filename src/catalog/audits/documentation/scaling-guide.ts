import { defineAudit } from '../../../kit/audit.ts';
import { fresh } from '../../documents/attested.ts';
import { placesAbout } from '../../documents/places.ts';
import documents from '../../evidence/documents.ts';
import scalingRehearsals from '../../evidence/scaling-rehearsals.ts';

const maxAgeDays = 180;

export default defineAudit({
  title: 'The steps to scale the service are written down and were rehearsed',
  failureTitle: 'Nobody has rehearsed how to scale the service',
  why: 'Load grows on the worst day. Steps that were never walked fail at a quota, a limit or a name that has changed.',
  fix: 'Write the steps to add capacity and to take it away, walk them once on staging, and note date, duration and what was missing.',
  refs: ['Mercari production readiness: capacity', 'AWS ORR'],
  severity: 'minor',
  state: 'trial',
  effortHours: 4,
  claims: [
    'scaling guide',
    'capacity planning',
    'scaling procedures',
    'scalability planning',
    'capacity plan',
    'growth plan',
    'scaling documentation',
    'capacity estimates',
  ],
  needs: { stated: scalingRehearsals },
  signs: { from: { seen: documents }, look: ({ seen }) => placesAbout(seen.documents, 'scaling') },
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
                text: 'Scaled staging from two to six instances and back',
                record: 'docs/scaling.md',
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
                text: 'Scaled staging from two to six instances and back',
                record: 'docs/scaling.md',
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
              { on: '2026-10-12', by: 'Ada', text: 'Scaled staging from two to six instances and back' },
            ],
          },
        },
        findings: ['not-stated'],
      },
    ],
  },
});
