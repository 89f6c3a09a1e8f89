import { defineAudit } from '../../../kit/audit.ts';
import probeAnswers from '../../evidence/probe-answers.ts';
import routes from '../../evidence/routes.ts';
import {
  answeredFor,
  distinct,
  shutOut,
  foundBy,
  isAccepted,
  isReached,
  isRefused,
  probe,
  probed,
} from '../../probing/probes.ts';

const roleGuard = /role|admin|permission|can:|superuser|authorize|hasRole|hasAuthority|staff|scope|policy/i;

export default defineAudit({
  title: 'Lower roles are refused where a role is asked for, and tenants see only their own',
  failureTitle: 'Lower roles or other tenants reach what is not theirs',
  why: 'A customer who calls the address of the admin page is then an admin; one company reads the orders of another.',
  fix: 'State beside every route which role may call it, and check it in one place; take the tenant from the token, never from the request. Test the whole matrix role × route.',
  refs: ['OWASP ASVS 5.0 V8.2', 'OWASP API5:2023'],
  severity: 'blocker',
  state: 'stable',
  effortHours: 8,
  claims: [
    'role-based access control',
    'rbac',
    'admin, sponsor, user roles',
    'rbac with resource isolation',
    'authorization',
    'admin panel authentication bypass',
    'role-based access',
    'role based access',
    'access control',
    'permissions enforced',
    'roles and permissions',
    'permission system',
    'role permissions',
    'user roles',
    'user permissions',
    'admin only routes',
    'authorization checks',
    'authorization enforced',
    'authorization works',
    'endpoint authorization',
    'authorization verified',
    'permission checks',
    'role-based authorization',
    'authorization configured',
  ],
  needs: { seen: probeAnswers },
  signs: {
    from: { known: routes },
    look: ({ known }) =>
      known.routes
        .filter(({ guards }) => guards.some((guard) => roleGuard.test(guard)))
        .map(({ file, line, method, path, guards }) => ({
          file,
          line,
          note: `${method} ${path}: ${guards.filter((guard) => roleGuard.test(guard)).join(', ')}`,
        })),
  },
  judge({ seen }) {
    const asked = answeredFor(seen.exchanges, 'lower-role', 'other-tenant');
    const findings = asked
      .filter(isAccepted)
      .map((one) =>
        foundBy(
          one,
          one.purpose,
          `${one.method} ${one.route} answers ${one.status} to ${one.as}${one.purpose === 'other-tenant' ? ' of another tenant' : ', whose role is too low'}.`,
        ),
      );
    if (findings.length > 0) return { looked: asked.length, findings: distinct(findings) };
    const refused = asked.filter(
      (one) => isRefused(one) || (one.status === 404 && isReached(seen.exchanges, one)),
    );
    if (refused.length === 0)
      return {
        abstains: 'unknown',
        because: `Fewer than two roles or tenants are known to try with: name them under auth: in seaworthy.yaml.${shutOut(seen.exchanges)}`,
      };
    const served = answeredFor(seen.exchanges, 'with-credentials').some(isAccepted);
    return served
      ? { looked: refused.length, findings }
      : { abstains: 'unknown', because: 'No role was let in anywhere: the refusals may have another cause.' };
  },
  examples: {
    pass: [
      {
        given: {
          seen: probed(
            probe('with-credentials', 200, { as: 'admin' }),
            probe('lower-role', 403),
            probe('other-tenant', 404, { as: 'user-b' }),
          ),
        },
      },
    ],
    fail: [
      {
        given: {
          seen: probed(
            probe('with-credentials', 200, { as: 'admin' }),
            probe('lower-role', 200, { route: '/admin/users' }),
          ),
        },
        findings: ['lower-role:GET /admin/users'],
      },
    ],
    hollow: [
      { name: 'one role only', given: { seen: probed(probe('with-credentials', 200)) }, outcome: 'unknown' },
    ],
  },
});
