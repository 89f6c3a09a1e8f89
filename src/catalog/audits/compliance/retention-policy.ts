import { defineAudit } from '../../../kit/audit.ts';
import { placesAbout } from '../../documents/places.ts';
import documents from '../../evidence/documents.ts';
import retentionRows from '../../evidence/retention-rows.ts';

const graceDays = 7;
const events = {
  table: 'login_events',
  timeColumn: 'at',
  rows: 1_200,
  oldest: '2026-09-01T00:00:00Z',
  stated: { days: 90, file: 'docs/retention.md', line: 12 },
};

export default defineAudit({
  title: 'A retention policy states periods, and the database holds nothing older',
  failureTitle: 'Retention periods are not stated, or the database holds older data',
  why: 'Data that should be gone is what leaks. People were told it would be deleted.',
  fix: 'State for each table with personal data how long it is kept, delete by a job that runs daily, and alert when the oldest row is too old.',
  refs: ['GDPR Art. 5(1)(e)', 'ASVS V14'],
  severity: 'minor',
  state: 'trial',
  effortHours: 6,
  claims: [
    'data retention',
    'data retention policies',
    'data retention policies documented',
    'compliance with data policies',
    'retention policy',
    'data retention policy',
    'log retention',
    'data lifecycle',
  ],
  needs: { seen: retentionRows },
  signs: { from: { written: documents }, look: ({ written }) => placesAbout(written.documents, 'retention') },
  judge({ seen }, { today }) {
    const stated = seen.tables.filter((table) => table.stated !== undefined);
    if (seen.tables.length > 0 && stated.length === 0)
      return {
        looked: seen.tables.length,
        findings: [
          { key: 'not-stated', says: 'No document or setting states how long data is kept.', where: {} },
        ],
      };
    const filled = stated.filter((table) => table.rows > 0);
    if (stated.length > 0 && filled.length === 0)
      return {
        abstains: 'unknown',
        because: 'Periods are stated; the tables are empty, so nothing shows that they are kept.',
      };
    const findings = filled.flatMap(({ table, timeColumn, oldest, stated: period }) => {
      if (oldest === undefined || period === undefined) return [];
      const ageDays = Math.floor((Date.parse(today) - Date.parse(oldest)) / (24 * 3_600_000));
      if (ageDays <= period.days + graceDays) return [];
      const says = `${table}.${timeColumn} goes back ${ageDays} days; ${period.days} are stated.`;
      return [{ key: `old:${table}`, says, where: { file: period.file, line: period.line, table } }];
    });
    return { looked: filled.length, findings };
  },
  examples: {
    pass: [{ given: { seen: { tables: [events] } } }],
    fail: [
      {
        given: { seen: { tables: [{ ...events, oldest: '2024-01-01T00:00:00Z' }] } },
        findings: ['old:login_events'],
      },
    ],
    hollow: [
      {
        name: 'a policy over empty tables',
        given: {
          seen: { tables: [{ table: 'login_events', timeColumn: 'at', rows: 0, stated: events.stated }] },
        },
        outcome: 'unknown',
      },
      {
        name: 'rows, and no period',
        given: {
          seen: { tables: [{ table: 'login_events', timeColumn: 'at', rows: 9, oldest: events.oldest }] },
        },
        findings: ['not-stated'],
      },
    ],
    absent: [{ given: { seen: { tables: [] } }, outcome: 'not-applicable' }],
  },
});
