import { defineAudit } from '../../../kit/audit.ts';
import type { Finding } from '../../../kit/where.ts';
import { placesAbout } from '../../documents/places.ts';
import documents from '../../evidence/documents.ts';
import schemaDocumentation from '../../evidence/schema-documentation.ts';

const id = { table: 'orders', column: 'id' };
const customer = { table: 'orders', column: 'customer_id' };
const at = { file: 'docs/schema.md', line: 9 };

export default defineAudit({
  title: 'The documentation of the tables equals the live schema',
  failureTitle: 'The documentation of the tables differs from the live schema',
  why: 'Reports, migrations and repairs are written by the documentation. A column that is gone or means something else gives wrong numbers without an error.',
  fix: 'Generate the documentation from the schema, and let CI fail when the two differ.',
  refs: ['DORA: documentation quality'],
  severity: 'note',
  state: 'trial',
  effortHours: 2,
  claims: [
    'erd and table documentation',
    'table documentation',
    'data model',
    'schema documentation',
    'database documentation',
    'er diagram',
    'erd',
    'data dictionary',
    'database documented',
    'database schema documented',
    'schema documented',
    'database schema documentation',
    'database schema: erd',
    'schema reference',
  ],
  needs: { seen: schemaDocumentation },
  signs: { from: { written: documents }, look: ({ written }) => placesAbout(written.documents, 'schema') },
  judge({ seen }) {
    if (seen.documented.length === 0)
      return {
        looked: seen.live.length,
        findings:
          seen.live.length === 0
            ? []
            : [{ key: 'absent', says: `${seen.live.length} columns are described nowhere.`, where: {} }],
      };
    const name = (one: { table: string; column: string }) => `${one.table}.${one.column}`;
    const live = new Set(seen.live.map(name));
    const written = new Set(seen.documented.map(name));
    const findings: Finding[] = [];
    for (const one of seen.documented.filter((column) => !live.has(name(column))))
      findings.push({
        key: `gone:${name(one)}`,
        says: `${name(one)} is described and does not exist.`,
        where: { file: one.file, line: one.line },
      });
    for (const one of seen.live.filter((column) => !written.has(name(column))))
      findings.push({
        key: `undescribed:${name(one)}`,
        says: `${name(one)} is not described.`,
        where: { table: one.table },
      });
    return { looked: live.size, findings };
  },
  examples: {
    pass: [
      {
        given: {
          seen: {
            live: [id, customer],
            documented: [
              { ...id, ...at },
              { ...customer, ...at },
            ],
          },
        },
      },
    ],
    fail: [
      {
        given: {
          seen: {
            live: [id, customer],
            documented: [
              { ...id, ...at },
              { table: 'orders', column: 'user_id', ...at },
            ],
          },
        },
        findings: ['gone:orders.user_id', 'undescribed:orders.customer_id'],
      },
    ],
    hollow: [
      {
        name: 'a heading and no tables',
        given: { seen: { live: [id], documented: [] } },
        findings: ['absent'],
      },
    ],
  },
});
