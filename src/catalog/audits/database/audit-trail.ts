import { defineAudit } from '../../../kit/audit.ts';
import type { Finding } from '../../../kit/where.ts';
import auditTrailRows from '../../evidence/audit-trail-rows.ts';
import files from '../../evidence/files.ts';

const approved = {
  method: 'POST',
  route: '/v1/orders/{orderId}/approve',
  as: 'admin',
  status: 200,
  newRows: [{ table: 'order_events', actorIn: ['actor_id'], objectIn: ['order_id'], timeIn: ['at'] }],
};
const kept = {
  table: 'order_events',
  role: 'orders_app',
  act: 'update' as const,
  refused: '42501',
  rowIs: 'as-before' as const,
};
const untold = { ...approved, newRows: [] };

export default defineAudit({
  title:
    'Every privileged change leaves a row that tells who did what and when, and the service cannot edit it',
  failureTitle: 'A privileged change leaves no trace, or one that names nobody or can be edited',
  why: 'After a wrong approval or a stolen account nobody can tell who did it, and whoever did it can remove the traces.',
  fix: 'Write an event in the same transaction as the change: actor, object, what was changed, time. Revoke UPDATE, DELETE and TRUNCATE on the table from the role of the service, or refuse them in a trigger.',
  refs: ['OWASP ASVS 5.0 V16.2', 'OWASP ASVS 5.0 V16.4'],
  severity: 'major',
  state: 'trial',
  effortHours: 6,
  claims: [
    'audit trail',
    'audit log',
    'audit logs',
    'audit logging',
    'status change logging',
    'change history',
    'append-only events',
    'immutable audit log',
    'admin actions logged',
    'activity log',
  ],
  needs: { seen: auditTrailRows },
  signs: {
    from: { tree: files },
    look: ({ tree }) =>
      tree.files
        .filter(({ path }) => /(?:^|[/_-])audit[_-]?(?:log|trail|event|entr)[^/]*\.\w{1,5}$/i.test(path))
        .slice(0, 10)
        .map(({ path }) => ({ file: path, note: 'named like an audit trail' })),
  },
  judge({ seen }) {
    const done = seen.changes.filter(({ status }) => status !== undefined && status >= 200 && status < 300);
    if (done.length === 0)
      return {
        abstains: 'unknown',
        because: 'No privileged change was accepted, so none could leave a trace.',
      };
    const findings = done.flatMap(({ method, route, as, newRows }): Finding[] => {
      if (newRows.some(isTelling)) return [];
      const [first] = newRows;
      const says = first
        ? `After ${method} ${route} as ${as} there is a row in ${first.table}, without ${lackOf(first)}.`
        : `After ${method} ${route} as ${as} there is no row that tells of it.`;
      return [{ key: `untold:${method} ${route}`, says, where: { url: route } }];
    });
    const tables = new Set(done.flatMap((one) => one.newRows.filter(isTelling).map(({ table }) => table)));
    for (const { table, role, act, rowIs } of seen.edits.filter((one) => tables.has(one.table)))
      if (rowIs !== 'as-before')
        findings.push({
          key: `editable:${table}:${act}`,
          says: `The role ${role} may ${act} rows of ${table}: the row was ${rowIs} afterwards.`,
          where: { table },
        });
    if (findings.length > 0) return { looked: done.length, findings };
    const tried = new Set(seen.edits.map(({ table, act }) => `${table} ${act}`));
    const open = [...tables].find((table) => !tried.has(`${table} update`) || !tried.has(`${table} delete`));
    if (open !== undefined)
      return { abstains: 'unknown', because: `Nobody tried to change and to delete a row of ${open}.` };
    return { looked: done.length, findings };
  },
  examples: {
    pass: [{ given: { seen: { changes: [approved], edits: [kept, { ...kept, act: 'delete' }] } } }],
    fail: [
      {
        given: { seen: { changes: [untold], edits: [] } },
        findings: ['untold:POST /v1/orders/{orderId}/approve'],
      },
      {
        name: 'a trail that the service may edit',
        given: { seen: { changes: [approved], edits: [{ ...kept, refused: undefined, rowIs: 'changed' }] } },
        findings: ['editable:order_events:update'],
      },
    ],
    hollow: [
      {
        name: 'a row that names nobody',
        given: {
          seen: {
            changes: [
              {
                ...approved,
                newRows: [{ table: 'log', actorIn: [], objectIn: ['order_id'], timeIn: ['at'] }],
              },
            ],
            edits: [],
          },
        },
        findings: ['untold:POST /v1/orders/{orderId}/approve'],
      },
      {
        name: 'nobody tried to delete',
        given: { seen: { changes: [approved], edits: [kept] } },
        outcome: 'unknown',
      },
    ],
    absent: [
      {
        name: 'no change was accepted',
        given: { seen: { changes: [{ ...untold, status: 403 }], edits: [] } },
        outcome: 'unknown',
      },
    ],
  },
});

interface Row {
  readonly actorIn: readonly string[];
  readonly objectIn: readonly string[];
  readonly timeIn: readonly string[];
}

function isTelling(row: Row): boolean {
  return lackOf(row) === '';
}

function lackOf({ actorIn, objectIn, timeIn }: Row): string {
  const parts: readonly (readonly [readonly string[], string])[] = [
    [actorIn, 'who did it'],
    [objectIn, 'what was changed'],
    [timeIn, 'the time'],
  ];
  return parts
    .filter(([columns]) => columns.length === 0)
    .map(([, name]) => name)
    .join(', ');
}
