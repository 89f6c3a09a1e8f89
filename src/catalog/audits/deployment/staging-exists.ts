import { defineAudit } from '../../../kit/audit.ts';
import type { Finding, Where } from '../../../kit/where.ts';
import ci from '../../evidence/ci.ts';
import compose from '../../evidence/compose.ts';
import stagingAnswers from '../../evidence/staging-answers.ts';

const good = {
  url: 'https://staging.acme.dev',
  status: 200,
  own: true,
  keysOnlyInProduction: [],
  keysOnlyInStaging: [],
  sameData: false,
};
const namesStaging = /(^|[^a-z])(staging|stage|preview|preprod|pre-production|uat)([^a-z]|$)/i;

export default defineAudit({
  title: 'A staging environment answers, with the configuration keys of production and other data',
  failureTitle: 'There is no staging environment that is like production',
  why: 'What was never run where it looks like production is tried on users first.',
  fix: 'Deploy the same image with the same keys and other values to a second environment before production, with a database of its own.',
  refs: ['Twelve-Factor App X'],
  severity: 'minor',
  state: 'trial',
  effortHours: 12,
  claims: [
    'staging environment',
    'staging deployment',
    'deploy to staging',
    'environment separation',
    'dev/staging/production isolation',
    'staging pipeline',
    'staging deployment successful',
    'automated staging/production deployment',
    'tested on staging',
    'staging server',
    'staging tested',
    'staging url',
    'pre-production environment',
    'staging environment available',
    'deployed to staging',
    'staging configured',
    'preview environment',
    'preview deployment',
  ],
  needs: { seen: stagingAnswers },
  signs: {
    from: { ci, compose },
    look: (given): Where[] => [
      ...given.ci.pipelines.flatMap(({ jobs }) =>
        jobs.flatMap(({ environment, file }) =>
          environment && namesStaging.test(environment.name)
            ? [{ file, line: environment.line, note: `the environment ${environment.name}` }]
            : [],
        ),
      ),
      ...given.compose.files
        .filter(({ file }) => namesStaging.test(file))
        .map(({ file }) => ({ file, note: 'named for staging' })),
    ],
  },
  judge({ seen }) {
    const findings: Finding[] = [];
    const where = { url: seen.url };
    if (seen.status === undefined || seen.status >= 500)
      findings.push({ key: 'silent', says: `${seen.url} does not answer.`, where });
    else if (!seen.own)
      findings.push({ key: 'foreign', says: `${seen.url} answers with somebody else's page.`, where });
    const apart = [...seen.keysOnlyInProduction, ...seen.keysOnlyInStaging];
    if (apart.length > 0)
      findings.push({
        key: 'keys',
        says: `${apart.length} configuration keys stand in one of the two only: ${apart.slice(0, 5).join(', ')}.`,
        where,
      });
    if (seen.sameData === true)
      findings.push({ key: 'data', says: 'Staging uses the database of production.', where });
    if (findings.length > 0) return { looked: 1, findings };
    if (seen.sameData === undefined)
      return {
        abstains: 'unknown',
        because: 'Staging answers; whether its data is its own could not be seen.',
      };
    return { looked: 1, findings };
  },
  examples: {
    pass: [{ given: { seen: good } }],
    fail: [
      { name: 'it is gone', given: { seen: { ...good, status: undefined } }, findings: ['silent'] },
      { name: 'the same database', given: { seen: { ...good, sameData: true } }, findings: ['data'] },
    ],
    hollow: [{ name: 'a parking page', given: { seen: { ...good, own: false } }, findings: ['foreign'] }],
  },
});
