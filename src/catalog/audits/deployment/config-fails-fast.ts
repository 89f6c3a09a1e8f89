import { defineAudit } from '../../../kit/audit.ts';
import type { Finding } from '../../../kit/where.ts';
import configChecks from '../../evidence/config-checks.ts';
import envRead from '../../evidence/env-read.ts';
import startRefusals from '../../evidence/start-refusals.ts';
import { placesOf } from '../../probing/code-signs.ts';

const refused = {
  variable: 'DATABASE_URL',
  kind: 'database' as const,
  started: false,
  exitCode: 1,
  named: true,
};

export default defineAudit({
  title: 'The service refuses to start without a variable it needs, and names it',
  failureTitle: 'The service does not say which variable it lacks',
  why: 'A forgotten variable is then found by customers, hours after the deploy, instead of by the deploy itself.',
  fix: 'Read and check all configuration in one place at start; print the names of what is missing, and exit with a code other than 0.',
  refs: ['The twelve-factor app III', 'Mercari production readiness checklist'],
  severity: 'major',
  state: 'stable',
  effortHours: 2,
  claims: [
    'environment configuration',
    'secure config management',
    'environment variables',
    'production-ready configuration',
    'env vars',
    'environment variables set',
    'config validation',
    'validated at startup',
    'startup validation',
    'required environment variables',
    'configuration validated',
    'missing environment variables',
    'configuration management',
    'env validation',
    'environment validation',
    'environment vars',
    'fail-fast checks',
    'validate configuration',
    'configs validated',
    'refuses to start without',
    'does not start without',
    'fails fast',
  ],
  needs: { seen: startRefusals },
  signs: {
    from: { read: envRead, checks: configChecks },
    look: ({ read, checks }) => [
      ...placesOf(checks),
      ...read.reads
        .filter(({ absent }) => absent === 'required')
        .map(({ file, line, name }) => ({ file, line, note: `${name} is required` })),
    ],
  },
  judge({ seen }) {
    if (seen.attempts.length === 0)
      return {
        abstains: 'unknown',
        because: 'No variable of the service is known that could be taken away.',
      };
    const findings: Finding[] = [];
    for (const { variable, exitCode } of seen.attempts.filter(
      (attempt) => !attempt.started && !attempt.named,
    )) {
      const how = exitCode === undefined ? 'it hung' : `it ended with ${exitCode}`;
      findings.push({
        key: `unnamed:${variable}`,
        says: `Without ${variable} the service does not start, and its output does not name it (${how}).`,
        where: { note: variable },
      });
    }
    const stopped = seen.attempts.filter((attempt) => !attempt.started);
    if (findings.length === 0 && stopped.length === 0) {
      return {
        abstains: 'unknown',
        because:
          'The service started without each of the variables that were taken away: none of them seems to be required.',
      };
    }
    const database = seen.attempts.find(({ kind, started }) => kind === 'database' && started);
    if (findings.length === 0 && database) {
      return {
        abstains: 'unknown',
        because: `The service starts without ${database.variable}: it may have a default or do without, which cannot be told from outside.`,
      };
    }
    return { looked: stopped.length, findings };
  },
  examples: {
    pass: [{ given: { seen: { startsWhole: true, attempts: [refused] } } }],
    fail: [
      {
        name: 'ends without a word',
        given: { seen: { startsWhole: true, attempts: [{ ...refused, named: false }] } },
        findings: ['unnamed:DATABASE_URL'],
      },
    ],
    hollow: [
      {
        name: 'refuses one variable and starts without its database',
        given: {
          seen: {
            startsWhole: true,
            attempts: [
              { ...refused, variable: 'JWT_SECRET', kind: 'signing-secret' },
              { variable: 'DATABASE_URL', kind: 'database', started: true, named: false },
            ],
          },
        },
        outcome: 'unknown',
      },
    ],
    absent: [{ given: { seen: { startsWhole: true, attempts: [] } }, outcome: 'unknown' }],
  },
});
