import { defineAudit } from '../../../kit/audit.ts';
import type { Finding } from '../../../kit/where.ts';
import compose from '../../evidence/compose.ts';
import defaultLogins from '../../evidence/default-logins.ts';

const refused = { service: 'postgres', kind: 'postgres', user: 'postgres', accepted: false };

export default defineAudit({
  title: 'Databases and admin panels refuse documented default credentials',
  failureTitle: 'A database or admin panel lets a documented default password in',
  why: 'Default passwords are tried by every scanner within minutes after an address is public.',
  fix: 'Set a generated password for every database, broker and panel through a secret (`POSTGRES_PASSWORD_FILE`, `GF_SECURITY_ADMIN_PASSWORD__FILE`), let the start fail without it, and publish none of their ports.',
  refs: ['OWASP ASVS 5.0 V13', 'CWE-1392'],
  severity: 'blocker',
  state: 'trial',
  effortHours: 2,
  claims: [
    'database credentials rotated from defaults',
    'default credentials',
    'credentials rotated',
    'default passwords changed',
    'database password',
    'default password',
    'strong database password',
    'default passwords',
    'database passwords',
    'no default passwords',
    'postgres_password',
    'default credentials changed',
    'strong passwords',
  ],
  needs: { seen: defaultLogins },
  signs: {
    from: { compose },
    look: ({ compose: { files } }) =>
      files
        .filter(({ role }) => role === 'service')
        .flatMap(({ file, services }) =>
          services.flatMap(({ name: service, environment }) =>
            environment
              .filter(({ defaultPassword }) => defaultPassword)
              .map(({ name, line, value }) => ({
                file,
                line,
                service,
                note:
                  value === 'variable-with-default'
                    ? `${name} falls back to a printed password`
                    : `${name} is a printed password`,
              })),
          ),
        ),
  },
  judge({ seen }) {
    const findings = seen.attempts
      .filter(({ accepted }) => accepted === true)
      .map(({ service, user }): Finding => ({
        key: `${service}:${user}`,
        says: `${service} let ${user} in with a documented password.`,
        where: { service },
      }));
    if (findings.length > 0) return { looked: seen.attempts.length, findings };
    if (seen.attempts.some(({ accepted }) => accepted === undefined))
      return {
        abstains: 'unknown',
        because: 'Some services could not be reached, so nothing was tried on them.',
      };
    return { looked: seen.attempts.length, findings };
  },
  examples: {
    pass: [
      {
        given: {
          seen: { attempts: [refused, { ...refused, service: 'grafana', kind: 'grafana', user: 'admin' }] },
        },
      },
    ],
    fail: [
      { given: { seen: { attempts: [{ ...refused, accepted: true }] } }, findings: ['postgres:postgres'] },
    ],
    hollow: [
      {
        name: 'it was never reached',
        given: { seen: { attempts: [{ ...refused, accepted: undefined }] } },
        outcome: 'unknown',
      },
    ],
    notApplicable: [{ name: 'it has neither database nor panel', given: { seen: { attempts: [] } } }],
  },
});
