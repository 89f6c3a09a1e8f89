import { defineAudit } from '../../../kit/audit.ts';
import type { Where } from '../../../kit/where.ts';
import { checkHosts } from '../../compose/hosts.ts';
import { missingMounts } from '../../compose/missing-mounts.ts';
import { aComposeFile, aService, noCompose } from '../../compose/samples.ts';
import { productionStacks } from '../../compose/stack.ts';
import compose from '../../evidence/compose.ts';
import kubernetes from '../../evidence/kubernetes.ts';
import monitoring from '../../evidence/monitoring.ts';
import { noKubernetes } from '../../kubernetes/samples.ts';
import { unresolvedHosts } from '../../kubernetes/unresolved-hosts.ts';
import { aPrometheus, noMonitoring } from '../../monitoring/samples.ts';
import { checkTargets } from '../../monitoring/target-hosts.ts';

const told = (name: string, host: string) => ({
  name,
  line: 9,
  value: 'literal' as const,
  defaultPassword: false,
  hosts: [{ host, port: 5432, scheme: 'postgres' }],
});
const elsewhere = { kubernetes: noKubernetes, monitoring: noMonitoring };

export default defineAudit({
  title:
    'Every host that the stack calls inside itself is a service it can reach, and every mounted file exists',
  failureTitle: 'The stack calls a host it does not have, or mounts a file that is not there',
  why: 'The containers start and look healthy, and the first real request fails because a name leads nowhere or a configuration is an empty folder.',
  fix: 'Use the name of the service as host (`postgres://…@db:5432/…` when the service is called `db`), put both services on one network, and commit the file that is mounted.',
  refs: ['Compose Specification, networking', 'Twelve-Factor App IV'],
  severity: 'major',
  state: 'stable',
  effortHours: 1,
  claims: [
    'docker compose stack validated',
    'service urls',
    'external service urls',
    'monitoring deployment',
    'docker-compose.monitoring',
  ],
  needs: { compose, kubernetes, monitoring },
  judge(given) {
    const stacks = productionStacks(given.compose);
    const hosts = stacks.map(checkHosts);
    const mounts = stacks.map(({ file }) => missingMounts(file));
    const targets = checkTargets(given.monitoring, stacks);
    const pods = unresolvedHosts(given.kubernetes);
    const findings = [...[...hosts, ...mounts].flatMap((one) => one.findings), ...targets.findings];
    const looked = [...hosts, ...mounts].reduce((sum, one) => sum + one.looked, targets.looked + pods.looked);
    if (findings.length > 0) return { looked, findings };
    const doubts: Where[] = [
      ...hosts.flatMap((one) => one.doubts),
      ...pods.doubts,
      ...given.compose.skipped.map(({ file, because }) => ({ file, note: because })),
    ];
    if (doubts.length > 0) {
      return {
        abstains: 'unknown',
        because: 'Some hosts could be defined outside this repository, or replaced at the start.',
        signs: doubts,
      };
    }
    if (
      looked === 0 &&
      stacks.length + given.kubernetes.documents.length + given.kubernetes.charts.length > 0
    ) {
      const because =
        'The stack names no host in plain sight: its addresses come from the environment or from templates.';
      return { abstains: 'unknown', because };
    }
    return { looked, findings };
  },
  examples: {
    pass: [
      {
        given: {
          ...elsewhere,
          compose: aComposeFile({
            services: [aService({ environment: [told('DATABASE_URL', 'db')] }), aService({ name: 'db' })],
          }),
        },
      },
    ],
    fail: [
      {
        name: 'the service is called something else',
        given: {
          ...elsewhere,
          compose: aComposeFile({
            services: [
              aService({ environment: [told('DATABASE_URL', 'database')] }),
              aService({ name: 'db' }),
            ],
          }),
        },
        findings: ['host:compose.yaml:web:DATABASE_URL'],
      },
      {
        name: 'two networks that never meet',
        given: {
          ...elsewhere,
          compose: aComposeFile({
            services: [
              aService({ environment: [told('DATABASE_URL', 'db')], networks: ['front'] }),
              aService({ name: 'db', networks: ['back'] }),
            ],
          }),
        },
        findings: ['host:compose.yaml:web:DATABASE_URL'],
      },
      {
        name: 'Prometheus asks a service that is not there',
        given: {
          kubernetes: noKubernetes,
          compose: aComposeFile({
            services: [aService(), aService({ name: 'prometheus', image: 'prom/prometheus:v3' })],
          }),
          monitoring: {
            ...noMonitoring,
            prometheus: [
              aPrometheus({
                jobs: [
                  {
                    name: 'api',
                    line: 8,
                    path: '/metrics',
                    targets: [{ address: 'api:9464', line: 10 }],
                    discovery: [],
                  },
                ],
              }),
            ],
            stack: [
              {
                file: 'compose.yaml',
                line: 9,
                service: 'prometheus',
                program: 'prometheus',
                role: 'service',
              },
            ],
          },
        },
        findings: ['target:monitoring/prometheus.yml:api:9464'],
      },
    ],
    hollow: [
      {
        name: 'a configuration is mounted that nobody committed',
        given: {
          ...elsewhere,
          compose: aComposeFile({
            services: [
              aService({
                mounts: [
                  {
                    line: 9,
                    kind: 'bind',
                    source: 'nginx/nginx.conf',
                    target: '/etc/nginx/nginx.conf',
                    readOnly: true,
                    exists: 'no',
                  },
                ],
              }),
            ],
          }),
        },
        findings: ['mount:compose.yaml:web:nginx/nginx.conf'],
      },
      {
        name: 'the service may live in another stack',
        given: {
          ...elsewhere,
          compose: aComposeFile({
            services: [aService({ environment: [told('DATABASE_URL', 'db')], networks: ['shared'] })],
            networks: [{ name: 'shared', line: 20, external: true }],
          }),
        },
        outcome: 'unknown',
      },
    ],
    absent: [{ given: { ...elsewhere, compose: noCompose }, outcome: 'not-applicable' }],
  },
});
