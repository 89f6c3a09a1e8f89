import { defineAudit } from '../../../kit/audit.ts';
import type { Finding } from '../../../kit/where.ts';
import corsSetups from '../../evidence/cors-setups.ts';
import httpAnswers from '../../evidence/http-answers.ts';
import { asked, exchange, headerOf, isShown, nothingShown, withPurpose } from '../../probing/answers.ts';
import { placesOf } from '../../probing/code-signs.ts';

const reflected = {
  'access-control-allow-origin': asked.foreignOrigin,
  'access-control-allow-credentials': 'true',
};
const three = (headers: Record<string, string>) => [
  exchange('foreign-origin', 200, headers),
  exchange('foreign-origin-missing', 404, headers),
  exchange('preflight', 204, headers),
];

export default defineAudit({
  title: 'A foreign site cannot read answers with the credentials of a user, on success or on error',
  failureTitle: 'A foreign site can read answers with the credentials of a user',
  why: 'Any page that a signed-in customer opens can then read and change their data as them.',
  fix: 'Answer `Access-Control-Allow-Origin` only for a list of origins of your own; never echo the `Origin` header together with `Access-Control-Allow-Credentials: true`, and look at error handlers and proxies too.',
  refs: ['MDN HTTP Observatory', 'OWASP ASVS 5.0 V3.4.2'],
  severity: 'blocker',
  state: 'stable',
  effortHours: 2,
  claims: [
    'cors',
    'cors configuration',
    'cors origins restricted',
    'cross-origin',
    'proper cross-origin handling',
    'cors configured',
    'allowed origins',
    'cors properly configured',
    'cors policy',
    'cors settings',
    'cors restricted',
    'cors whitelist',
    'allowed_origins',
    'cors_origins',
  ],
  needs: { seen: httpAnswers },
  signs: { from: { code: corsSetups }, look: ({ code }) => placesOf(code) },
  judge({ seen }) {
    const answers = withPurpose(seen.exchanges, 'foreign-origin', 'foreign-origin-missing', 'preflight');
    const findings: Finding[] = [];
    for (const answer of answers) {
      const origin = headerOf(answer, 'access-control-allow-origin')[0];
      const credentials = headerOf(answer, 'access-control-allow-credentials').some(
        (value) => value.trim() === 'true',
      );
      if (!credentials || (origin !== seen.foreignOrigin && origin !== 'null')) continue;
      const says = `${answer.method} ${answer.path} (${answer.status}) lets ${seen.foreignOrigin} read it with credentials.`;
      findings.push({ key: `${answer.purpose}:${answer.method}`, says, where: { url: answer.path } });
    }
    // Success and error must both have been seen: they are often answered by different code.
    const whole =
      answers.some((one) => one.purpose === 'foreign-origin' && isShown(one)) &&
      answers.some(({ purpose, status }) => purpose === 'foreign-origin-missing' && (status ?? 0) >= 400);
    if (findings.length === 0 && !whole)
      return {
        abstains: 'unknown',
        because:
          `Not both of a good answer and an error were seen with a foreign origin. ${answers.some(isShown) ? '' : nothingShown(answers)}`.trim(),
      };
    return { looked: answers.length, findings };
  },
  examples: {
    pass: [
      { given: { seen: { ...asked, exchanges: three({}) } } },
      {
        name: 'public data without credentials',
        given: { seen: { ...asked, exchanges: three({ 'access-control-allow-origin': '*' }) } },
      },
    ],
    fail: [
      {
        given: { seen: { ...asked, exchanges: three(reflected) } },
        findings: ['foreign-origin:GET', 'foreign-origin-missing:GET', 'preflight:GET'],
      },
    ],
    hollow: [
      {
        name: 'refused whatever the origin',
        given: {
          seen: {
            ...asked,
            exchanges: [exchange('foreign-origin', 401), exchange('foreign-origin-missing', 401)],
          },
        },
        outcome: 'unknown',
      },
      {
        name: 'strict on success, echoing on errors',
        given: {
          seen: {
            ...asked,
            exchanges: [exchange('foreign-origin', 200), exchange('foreign-origin-missing', 404, reflected)],
          },
        },
        findings: ['foreign-origin-missing:GET'],
      },
    ],
    absent: [{ given: { seen: { ...asked, exchanges: [] } }, outcome: 'unknown' }],
  },
});
