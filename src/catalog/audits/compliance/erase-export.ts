import { defineAudit } from '../../../kit/audit.ts';
import type { Finding } from '../../../kit/where.ts';
import { placesAbout } from '../../documents/places.ts';
import documents from '../../evidence/documents.ts';
import erasure from '../../evidence/erasure.ts';

const email = { table: 'customers', column: 'email' };
const order = { table: 'orders', column: 'address' };
const done = {
  planted: [email, order],
  exported: { status: 200, found: [email, order] },
  erased: { status: 204, waitedS: 5, left: [] },
};

export default defineAudit({
  title: 'A planted user can be exported whole and erased everywhere',
  failureTitle: 'A planted user cannot be exported whole or erased everywhere',
  why: 'Somebody asks for their data or for its deletion, and the team finds the table it forgot after the deadline.',
  fix: 'Export and erase by the inventory of personal data, table by table, caches and files included; keep a test that plants a user and looks for what is left.',
  refs: ['GDPR Art. 15, 17, 20'],
  severity: 'minor',
  state: 'trial',
  effortHours: 16,
  claims: [
    'gdpr compliance',
    'right to erasure',
    'data export',
    'gdpr compliance audit',
    'right to be forgotten',
    'data deletion',
    'account deletion',
    'delete account',
    'user data export',
    'data portability',
    'data subject requests',
    'export data',
  ],
  needs: { seen: erasure },
  signs: {
    from: { written: documents },
    look: ({ written }) => placesAbout(written.documents, 'assessment'),
  },
  judge({ seen }) {
    if (seen.planted.length === 0) return { abstains: 'unknown', because: 'No user could be planted.' };
    const { exported, erased } = seen;
    if (!exported && !erased)
      return {
        looked: seen.planted.length,
        findings: [{ key: 'no-way', says: 'No route exports or erases a user.', where: {} }],
      };
    const findings: Finding[] = [];
    const has = new Set(exported?.found.map((one) => `${one.table}.${one.column}`));
    for (const { table, column } of exported ? seen.planted : [])
      if (!has.has(`${table}.${column}`))
        findings.push({
          key: `not-exported:${table}.${column}`,
          says: `The export lacks ${table}.${column}.`,
          where: { table },
        });
    if (!exported) findings.push({ key: 'no-export', says: 'No route exports a user.', where: {} });
    for (const { place, kind } of erased?.left ?? [])
      findings.push({
        key: `left:${place}`,
        says: `After the erasure the user still stands in the ${kind} ${place}.`,
        where: {},
      });
    if (!erased) findings.push({ key: 'no-erasure', says: 'No route erases a user.', where: {} });
    return { looked: seen.planted.length, findings };
  },
  examples: {
    pass: [{ given: { seen: done } }],
    fail: [
      {
        given: {
          seen: {
            ...done,
            exported: { status: 200, found: [email] },
            erased: { status: 204, waitedS: 5, left: [{ place: 'orders', kind: 'table' }] },
          },
        },
        findings: ['not-exported:orders.address', 'left:orders'],
      },
    ],
    hollow: [
      {
        name: 'a route that answers and deletes nothing',
        given: {
          seen: {
            ...done,
            erased: { status: 204, waitedS: 5, left: [{ place: 'customers', kind: 'table' }] },
          },
        },
        findings: ['left:customers'],
      },
      { name: 'nobody was planted', given: { seen: { ...done, planted: [] } }, outcome: 'unknown' },
    ],
    absent: [{ given: { seen: { planted: [email] } }, findings: ['no-way'] }],
  },
});
