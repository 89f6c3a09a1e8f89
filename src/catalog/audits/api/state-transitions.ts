import { defineAudit } from '../../../kit/audit.ts';
import type { Finding } from '../../../kit/where.ts';
import routes from '../../evidence/routes.ts';
import stateChanges from '../../evidence/state-changes.ts';

const workflow = {
  states: ['draft', 'waiting', 'published'],
  allowed: [
    { from: 'draft', to: 'waiting', by: ['owner'] },
    { from: 'waiting', to: 'published', by: ['admin'] },
  ],
};
const route = { method: 'POST', route: '/v1/orders/{orderId}/publish', to: 'published' };
const approved = { ...route, as: 'admin', from: 'waiting', status: 200, after: 'published' };
const refused = { ...route, as: 'owner', from: 'draft', status: 409, after: 'draft' };

export default defineAudit({
  title: 'Objects change their state only as the workflow allows, and by whom it allows',
  failureTitle: 'An object can be brought into a state that its workflow does not allow',
  why: 'Somebody publishes their own draft past the approval, or pays for an order that was sent back: the rules of the business are those that the service keeps.',
  fix: 'Keep the allowed changes in one table, check it with the role in the same transaction as the change, and let the database refuse the rest (a trigger, or `UPDATE … WHERE state = $from`).',
  refs: ['OWASP ASVS 5.0 V2.3', 'OWASP API6:2023'],
  severity: 'major',
  state: 'trial',
  effortHours: 8,
  claims: [
    'status transitions',
    'state transitions',
    'state machine',
    'state workflow',
    'status workflow',
    'status system',
    'approval workflow',
    'workflow of states',
    'workflow states',
    'deletion protection',
    'lifecycle states',
  ],
  needs: { seen: stateChanges },
  signs: {
    from: { code: routes },
    look: ({ code }) =>
      code.routes
        .filter(({ path }) => /\/(?:approve|reject|publish|cancel|submit|archive|transitions?)$/.test(path))
        .slice(0, 10)
        .map(({ file, line, method, path }) => ({ file, line, note: `${method} ${path}` })),
  },
  judge({ seen: { workflow: declared, tried } }) {
    const answered = tried.filter(({ status }) => status !== undefined);
    const isAllowed = (one: (typeof tried)[number]) =>
      declared.allowed.some(({ from, to, by }) => from === one.from && to === one.to && by.includes(one.as));
    const findings = answered.flatMap((one): Finding[] => {
      const name = `${one.method} ${one.route} as ${one.as} from ${one.from}`;
      const found = (key: string, says: string) => [
        { key: `${key}:${one.from}>${one.to}:${one.as}`, says, where: { url: one.route } },
      ];
      if (one.status !== undefined && one.status >= 500)
        return found('broken', `${name} answers ${one.status}.`);
      if (isAllowed(one)) return [];
      return one.after === one.from
        ? []
        : found('allowed', `${name} answers ${one.status ?? 0}; the object is then ${one.after ?? 'gone'}.`);
    });
    if (findings.length > 0) return { looked: answered.length, findings };
    // A service that refuses everything keeps no workflow.
    const moved = answered.some((one) => isAllowed(one) && one.after === one.to);
    const held = answered.filter((one) => !isAllowed(one));
    if (!moved || held.length === 0)
      return {
        abstains: 'unknown',
        because: moved
          ? 'No change that the workflow forbids was tried.'
          : 'Not even a change that the workflow allows went through.',
      };
    return { looked: answered.length, findings };
  },
  examples: {
    pass: [{ given: { seen: { workflow, tried: [approved, refused] } } }],
    fail: [
      {
        given: { seen: { workflow, tried: [approved, { ...refused, status: 200, after: 'published' }] } },
        findings: ['allowed:draft>published:owner'],
      },
      {
        name: 'a forbidden change that breaks the service',
        given: { seen: { workflow, tried: [approved, { ...refused, status: 500 }] } },
        findings: ['broken:draft>published:owner'],
      },
    ],
    hollow: [
      {
        name: 'refused in words, and done',
        given: { seen: { workflow, tried: [approved, { ...refused, after: 'published' }] } },
        findings: ['allowed:draft>published:owner'],
      },
      {
        name: 'everything is refused',
        given: { seen: { workflow, tried: [refused, { ...approved, status: 403, after: 'waiting' }] } },
        outcome: 'unknown',
      },
    ],
    absent: [{ name: 'nothing was tried', given: { seen: { workflow, tried: [] } }, outcome: 'unknown' }],
  },
});
