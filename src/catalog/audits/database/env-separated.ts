import { defineAudit } from '../../../kit/audit.ts';
import type { Finding } from '../../../kit/where.ts';
import environmentIdentities from '../../evidence/environment-identities.ts';
import envFiles from '../../evidence/env-files.ts';

const production = { name: 'production', server: 's1', database: 'orders', credential: 'c1' };
const staging = { name: 'staging', server: 's2', database: 'orders', credential: 'c2' };

export default defineAudit({
  title: 'Environments have databases and credentials of their own, and one refuses those of another',
  failureTitle: 'Environments share a database or credentials',
  why: 'A test that clears its tables clears those of the customers.',
  fix: 'Give each environment its own server or at least its own database, role and password; let the tests refuse to run on a database that is not marked as theirs.',
  refs: ['Twelve-Factor App X', 'OWASP ASVS 5.0 V13'],
  severity: 'blocker',
  state: 'trial',
  effortHours: 6,
  claims: [
    'environment separation',
    'dev/staging/production isolation',
    'staging environment',
    'separate environments',
    'separate databases',
    'separate database per environment',
    'environments separated',
  ],
  needs: { seen: environmentIdentities },
  signs: {
    from: { files: envFiles },
    look: ({ files }) =>
      files.files
        .filter((one) => one.kind !== 'test')
        .map(({ file, kind }) => ({ file, note: `variables, ${kind}` })),
  },
  judge({ seen }) {
    const findings: Finding[] = [];
    const known = seen.environments.filter((one) => one.error === undefined && one.server !== undefined);
    for (const [index, one] of known.entries()) {
      for (const other of known.slice(index + 1)) {
        const pair = `${one.name} and ${other.name}`;
        if (one.server === other.server && one.database === other.database)
          findings.push({
            key: `database:${pair}`,
            says: `${pair} work on the same database.`,
            where: { note: pair },
          });
        if (one.credential === other.credential)
          findings.push({
            key: `credential:${pair}`,
            says: `${pair} have the same credentials.`,
            where: { note: pair },
          });
      }
    }
    for (const { from, to, accepted } of seen.crossings)
      if (accepted)
        findings.push({
          key: `crossing:${from}:${to}`,
          says: `The credentials of ${from} are accepted by the database of ${to}.`,
          where: { note: `${from} → ${to}` },
        });
    if (findings.length > 0) return { looked: known.length, findings };
    if (known.length < 2)
      return { abstains: 'unknown', because: 'Fewer than two environments could be asked.' };
    if (seen.crossings.length === 0)
      return {
        abstains: 'unknown',
        because: 'They differ; whether one refuses the credentials of another was not tried.',
      };
    return { looked: known.length, findings };
  },
  examples: {
    pass: [
      {
        given: {
          seen: {
            environments: [production, staging],
            crossings: [{ from: 'staging', to: 'production', accepted: false }],
          },
        },
      },
    ],
    fail: [
      {
        given: { seen: { environments: [production, { ...staging, server: 's1' }], crossings: [] } },
        findings: ['database:production and staging'],
      },
      {
        given: {
          seen: {
            environments: [production, staging],
            crossings: [{ from: 'staging', to: 'production', accepted: true }],
          },
        },
        findings: ['crossing:staging:production'],
      },
    ],
    hollow: [
      {
        name: 'one of them did not answer',
        given: {
          seen: {
            environments: [production, { name: 'staging', credential: 'c2', error: 'refused' }],
            crossings: [],
          },
        },
        outcome: 'unknown',
      },
    ],
  },
});
