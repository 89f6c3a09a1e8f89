import { defineAudit } from '../../../kit/audit.ts';
import type { Finding } from '../../../kit/where.ts';
import { placesAbout } from '../../documents/places.ts';
import documents from '../../evidence/documents.ts';
import exampleRuns from '../../evidence/example-runs.ts';

const example = {
  file: 'docs/api.md',
  line: 14,
  language: 'curl',
  requests: [{ method: 'GET', path: '/v1/orders', status: 200 }],
  exitCode: 0,
};

export default defineAudit({
  title: 'The client examples in the documents run against the service as it is',
  failureTitle: 'A client example in the documents fails against the service',
  why: 'The first thing a new client does is copy the example; the second is to ask why it answers 404.',
  fix: 'Keep the examples as files that CI runs against the service, and put them into the documents from there.',
  refs: ['Microservices: production-ready services (Fowler)'],
  severity: 'minor',
  state: 'trial',
  effortHours: 4,
  claims: [
    'sdk integration',
    'api examples',
    'code examples',
    'integration examples',
    'frontend integration examples',
    'frontend integration guides',
    'client examples',
    'usage examples',
    'example requests',
    'integration guide',
    'sdk examples',
  ],
  needs: { seen: exampleRuns },
  signs: { from: { written: documents }, look: ({ written }) => placesAbout(written.documents, 'api') },
  judge({ seen }) {
    const ran = seen.examples.filter(({ skipped }) => skipped === undefined);
    const [first] = seen.examples;
    if (ran.length === 0)
      return {
        abstains: 'unknown',
        because: first
          ? `No example could be run: ${first.skipped ?? ''}.`
          : 'No document has an example of a call.',
      };
    const findings = ran.flatMap(({ file, line, requests, exitCode }): Finding[] => {
      const found = (key: string, says: string) => [
        { key: `${key}:${file}:${line}`, says, where: { file, line } },
      ];
      const refused = requests.find(({ status }) => status >= 400);
      if (refused)
        return found(
          'refused',
          `${refused.method} ${refused.path} of the example answers ${refused.status}.`,
        );
      if (exitCode !== 0) return found('ended', `The example ended with ${exitCode ?? 'a time-out'}.`);
      return requests.length === 0
        ? found('asks-nothing', 'No request of the example reached the service.')
        : [];
    });
    return { looked: ran.length, findings };
  },
  examples: {
    pass: [{ given: { seen: { examples: [example] } } }],
    fail: [
      {
        given: {
          seen: {
            examples: [
              { ...example, requests: [{ method: 'GET', path: '/orders', status: 404 }] },
              { ...example, line: 30, exitCode: 1 },
            ],
          },
        },
        findings: ['refused:docs/api.md:14', 'ended:docs/api.md:30'],
      },
    ],
    hollow: [
      {
        name: 'an example that prints',
        given: { seen: { examples: [{ ...example, requests: [] }] } },
        findings: ['asks-nothing:docs/api.md:14'],
      },
      {
        name: 'nothing that could be run',
        given: { seen: { examples: [{ ...example, skipped: 'no token' }] } },
        outcome: 'unknown',
      },
    ],
    absent: [{ given: { seen: { examples: [] } }, outcome: 'unknown' }],
  },
});
