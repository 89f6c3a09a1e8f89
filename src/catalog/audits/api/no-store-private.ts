import { defineAudit } from '../../../kit/audit.ts';
import probeAnswers from '../../evidence/probe-answers.ts';
import routes from '../../evidence/routes.ts';
import {
  answeredFor,
  distinct,
  shutOut,
  foundBy,
  headerOf,
  isAccepted,
  probe,
  probed,
} from '../../probing/probes.ts';

export default defineAudit({
  title: 'Answers for one user are kept by no cache',
  failureTitle: 'Answers for one user may be kept by caches',
  why: 'A proxy or a shared browser then shows the orders of the last user to the next.',
  fix: 'Send `Cache-Control: no-store` (or `private` where the browser may keep it) with everything that needs credentials, in one hook.',
  refs: ['OWASP ASVS 5.0 V14.2', 'RFC 9111'],
  severity: 'minor',
  state: 'stable',
  effortHours: 1,
  claims: ['cache-control', 'private responses', 'no-store', 'cache headers private'],
  needs: { seen: probeAnswers },
  signs: {
    from: { known: routes },
    look: ({ known }) =>
      known.routes
        .filter(({ method, guards }) => method === 'GET' && guards.length > 0)
        .map(({ file, line, path, guards }) => ({
          file,
          line,
          note: `GET ${path} is guarded by ${guards[0] ?? 'something'}`,
        })),
  },
  judge({ seen }) {
    const asked = answeredFor(seen.exchanges, 'private-read', 'with-credentials', 'own-object').filter(
      (one) => isAccepted(one) && one.method === 'GET',
    );
    const findings = asked.flatMap((one) => {
      const policy = headerOf(one, 'cache-control') ?? '';
      if (/\b(no-store|private|no-cache)\b/i.test(policy)) return [];
      return [
        foundBy(
          one,
          'cacheable',
          `${one.method} ${one.route} answers a user with ${policy === '' ? 'no Cache-Control' : `Cache-Control: ${policy}`}.`,
        ),
      ];
    });
    if (asked.length === 0)
      return {
        abstains: 'unknown',
        because: `No answer to a signed-in user was seen.${shutOut(seen.exchanges)}`,
      };
    return { looked: asked.length, findings: distinct(findings) };
  },
  examples: {
    pass: [
      { given: { seen: probed(probe('private-read', 200, { headers: [['cache-control', 'no-store']] })) } },
    ],
    fail: [{ given: { seen: probed(probe('private-read', 200)) }, findings: ['cacheable:GET /v1/orders'] }],
    hollow: [
      {
        name: 'only refusals',
        given: { seen: probed(probe('private-read', 401, { headers: [['cache-control', 'no-store']] })) },
        outcome: 'unknown',
      },
    ],
  },
});
