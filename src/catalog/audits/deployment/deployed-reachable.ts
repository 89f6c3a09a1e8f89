import { defineAudit } from '../../../kit/audit.ts';
import type { Finding, Where } from '../../../kit/where.ts';
import deployedAnswers from '../../evidence/deployed-answers.ts';
import kubernetes from '../../evidence/kubernetes.ts';
import platforms from '../../evidence/platforms.ts';

const answer = { url: 'https://orders.acme.dev', status: 200, ownContent: ['orders 1.2.0'], tookMs: 120 };

export default defineAudit({
  title: 'The deployed address answers with the content of this service',
  failureTitle: 'The deployed address does not answer, or answers with something else',
  why: 'Everything else about readiness is idle when the address in the hands of users leads nowhere.',
  fix: 'Open the address from outside your network, follow its redirects, and compare what it says with the version you deployed; let an outside probe do the same every minute.',
  refs: ['MDN HTTP Observatory', 'Google SRE, black-box monitoring'],
  severity: 'blocker',
  state: 'trial',
  effortHours: 2,
  claims: [
    'successfully deployed',
    'service deployment',
    'production deployment successful',
    'deployed on railway',
    'core functionality operational',
    'frontend accessible',
    'production domain setup',
    'application deployed',
    'site accessible',
    'service reachable',
    'deployed to production',
    'live url',
    'app is live',
    'service is up',
    'backend deployed',
    'frontend deployed',
    'api accessible',
    'production url',
    'service deployed',
    'application accessible',
  ],
  needs: { seen: deployedAnswers },
  signs: {
    from: { platforms, kubernetes },
    look: (given): Where[] => [
      ...given.platforms.files
        .filter(({ role }) => role === 'service')
        .flatMap(({ file, platform, programs }) =>
          programs.slice(0, 3).map(({ line, domains }) => ({
            file,
            line,
            note: domains[0]?.value ?? `configured for ${platform}`,
          })),
        ),
      ...given.kubernetes.hosts
        .filter(({ role }) => role === 'service')
        .map(({ file, line, host }) => ({ file, line, note: host })),
    ],
  },
  judge({ seen }) {
    const findings = seen.answers.flatMap(({ url, status, because, ownContent, foreignPage }): Finding[] => {
      const where = { url };
      if (status === undefined)
        return [
          { key: `silent:${url}`, says: `${url} does not answer: ${because ?? 'no reason given'}.`, where },
        ];
      if (foreignPage !== undefined)
        return [{ key: `foreign:${url}`, says: `${url} answers with a page of ${foreignPage}.`, where }];
      if (status >= 400) return [{ key: `status:${url}`, says: `${url} answers ${status}.`, where }];
      return ownContent.length > 0
        ? []
        : [
            {
              key: `empty:${url}`,
              says: `${url} answers ${status}, and nothing in it is of this service.`,
              where,
            },
          ];
    });
    return { looked: seen.answers.length, findings };
  },
  examples: {
    pass: [{ given: { seen: { answers: [answer] } } }],
    fail: [
      {
        name: 'nothing comes back',
        given: {
          seen: {
            answers: [{ ...answer, status: undefined, because: 'the name does not resolve', ownContent: [] }],
          },
        },
        findings: ['silent:https://orders.acme.dev'],
      },
      {
        name: 'an error page',
        given: { seen: { answers: [{ ...answer, status: 502, ownContent: [] }] } },
        findings: ['status:https://orders.acme.dev'],
      },
    ],
    hollow: [
      {
        name: 'an empty 200',
        given: { seen: { answers: [{ ...answer, ownContent: [] }] } },
        findings: ['empty:https://orders.acme.dev'],
      },
      {
        name: 'a parking page with 200',
        given: { seen: { answers: [{ ...answer, ownContent: [], foreignPage: 'the hosting platform' }] } },
        findings: ['foreign:https://orders.acme.dev'],
      },
    ],
    notApplicable: [{ name: 'no address was given', given: { seen: { answers: [] } } }],
  },
});
