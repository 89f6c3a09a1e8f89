import { defineAudit } from '../../../kit/audit.ts';
import type { Finding, Where } from '../../../kit/where.ts';
import { aComposeFile, aService, noCompose } from '../../compose/samples.ts';
import compose from '../../evidence/compose.ts';
import kubernetes from '../../evidence/kubernetes.ts';
import platforms from '../../evidence/platforms.ts';
import { noKubernetes } from '../../kubernetes/samples.ts';
import { namedHosts, placeholderKind } from '../../production/hosts.ts';

const told = (name: string, host: string) => ({
  name,
  line: 9,
  value: 'literal' as const,
  defaultPassword: false,
  hosts: [{ host, scheme: 'https' }],
});
const nowhereElse = { kubernetes: noKubernetes, platforms: { files: [], skipped: [] } };

export default defineAudit({
  title: 'No example, blank or localhost address stands in the configuration of production',
  failureTitle: 'The configuration of production holds an example, blank or localhost address',
  why: 'The service talks to itself or to nobody: payments, mails and links go nowhere, and it is noticed by users first.',
  fix: 'Put the real address in, or take it from the environment and stop the start when it is missing: `PAYMENTS_URL: ${PAYMENTS_URL:?set it}` in compose, a ConfigMap per environment in Kubernetes.',
  refs: ['Twelve-Factor App III'],
  severity: 'blocker',
  state: 'stable',
  effortHours: 1,
  claims: [
    'external service urls',
    'correct service urls',
    'environment configuration',
    'domain configuration',
    'production domain',
    'production-ready configuration',
    'no placeholder values',
    'placeholder values',
    'no localhost urls',
    'no hardcoded urls',
    'hardcoded urls',
    'production urls',
    'no example values',
  ],
  needs: { compose, kubernetes, platforms },
  judge(given) {
    const hosts = namedHosts(given.compose, given.kubernetes, given.platforms);
    const findings: Finding[] = [];
    const doubts: Where[] = [];
    for (const named of hosts) {
      const kind = placeholderKind(named);
      if (kind === undefined) continue;
      const says =
        kind === 'blank'
          ? `${named.by} names ${named.host}, an example that was never filled in.`
          : `${named.by} names ${named.host}: inside production that is the container itself.`;
      // Somebody may start a plain compose file on a laptop, where localhost is right; an example is right nowhere.
      if (named.final && (kind === 'blank' || (kind === 'localhost' && named.alone)))
        findings.push({
          key: `${kind}:${named.where.file}:${named.by}:${named.host}`,
          says,
          where: named.where,
        });
      else doubts.push({ ...named.where, note: `${named.by} names ${named.host}` });
    }
    if (findings.length > 0) return { looked: hosts.length, findings };
    if (doubts.length > 0) {
      return {
        abstains: 'unknown',
        because:
          'These addresses would be wrong in production; whether production reads them is not said here.',
        signs: doubts,
      };
    }
    if (hosts.length > 0) return { looked: hosts.length, findings };
    return {
      abstains: 'unknown',
      because: 'No address of production stands in the repository: its configuration is kept elsewhere.',
    };
  },
  examples: {
    pass: [
      {
        given: {
          ...nowhereElse,
          compose: aComposeFile({
            services: [aService({ environment: [told('PAYMENTS_URL', 'payments.acme.dev')] })],
          }),
        },
      },
    ],
    fail: [
      {
        name: 'an example in the production file',
        given: {
          ...nowhereElse,
          compose: aComposeFile({
            file: 'compose.prod.yaml',
            services: [aService({ environment: [told('PAYMENTS_URL', 'api.example.com')] })],
          }),
        },
        findings: ['blank:compose.prod.yaml:PAYMENTS_URL:api.example.com'],
      },
      {
        name: 'localhost on a hosting platform',
        given: {
          compose: noCompose,
          kubernetes: noKubernetes,
          platforms: {
            files: [
              {
                file: 'fly.toml',
                role: 'service',
                platform: 'fly',
                problems: [],
                programs: [
                  {
                    name: 'web',
                    line: 1,
                    volumes: [],
                    environment: [{ name: 'REDIS_URL', line: 4, hosts: [{ host: 'localhost', port: 6379 }] }],
                    domains: [],
                  },
                ],
                stores: [],
                edge: [],
              },
            ],
            skipped: [],
          },
        },
        findings: ['localhost:fly.toml:REDIS_URL:localhost'],
      },
    ],
    hollow: [
      {
        name: 'a default that production may replace',
        given: {
          ...nowhereElse,
          compose: aComposeFile({
            file: 'compose.prod.yaml',
            services: [
              aService({
                environment: [{ ...told('APP_URL', 'example.com'), value: 'variable-with-default' }],
              }),
            ],
          }),
        },
        outcome: 'unknown',
      },
    ],
    absent: [{ given: { ...nowhereElse, compose: noCompose }, outcome: 'unknown' }],
  },
});
