import { defineAudit } from '../../../kit/audit.ts';
import { fresh } from '../../documents/attested.ts';
import { placesAbout } from '../../documents/places.ts';
import documents from '../../evidence/documents.ts';
import maintenanceRecords from '../../evidence/maintenance-records.ts';

const maxAgeDays = 31;
const statement = {
  on: '2026-11-02',
  by: 'Ada',
  text: 'Logs reviewed, dependencies updated, one backup restored',
  record: 'docs/maintenance/2026-11.md',
};

export default defineAudit({
  title: 'The regular tasks were done within the last month, and left a record',
  failureTitle: 'Nobody states that the regular tasks were done within the last month',
  why: 'Daily, weekly and monthly tasks that stand in a document and in nobody’s calendar stop after a month.',
  fix: 'Let a schedule do what a program can do. For the rest put a recurring ticket with an owner, and state the last round under attestations: in seaworthy.yaml.',
  refs: ['AWS ORR', 'Google SRE: eliminating toil'],
  severity: 'note',
  state: 'trial',
  effortHours: 4,
  claims: [
    'maintenance schedule',
    'regular maintenance',
    'maintenance tasks',
    'regular maintenance tasks',
    'maintenance procedures',
    'maintenance plan',
    'maintenance windows',
    'ongoing optimization',
    'monitor system health and performance',
    'performance analysis and optimization',
    'performance optimization and capacity planning',
    'health checks and error review',
    'review error logs',
  ],
  needs: { stated: maintenanceRecords },
  signs: { from: { seen: documents }, look: ({ seen }) => placesAbout(seen.documents, 'runbook') },
  judge({ stated }, { today }) {
    const { good, because } = fresh(stated, today, maxAgeDays);
    if (because === undefined) return { looked: good, findings: [] };
    return { looked: 1, findings: [{ key: 'not-stated', says: because, where: {} }] };
  },
  examples: {
    pass: [{ given: { stated: { statements: [statement] } } }],
    fail: [
      {
        name: 'half a year ago',
        given: { stated: { statements: [{ ...statement, on: '2026-05-02' }] } },
        findings: ['not-stated'],
      },
    ],
    hollow: [
      {
        name: 'no record',
        given: { stated: { statements: [{ ...statement, record: '' }] } },
        findings: ['not-stated'],
      },
    ],
    absent: [{ given: { stated: { statements: [] } }, findings: ['not-stated'] }],
  },
});
