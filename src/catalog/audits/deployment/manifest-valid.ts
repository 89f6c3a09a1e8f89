import { defineAudit } from '../../../kit/audit.ts';
import type { Finding, Where } from '../../../kit/where.ts';
import { brokenReferences } from '../../compose/references.ts';
import { productionStacks } from '../../compose/stack.ts';
import { aComposeFile, aService, noCompose } from '../../compose/samples.ts';
import compose from '../../evidence/compose.ts';
import kubernetes from '../../evidence/kubernetes.ts';
import { ownGroup } from '../../kubernetes/own-group.ts';
import { noKubernetes } from '../../kubernetes/samples.ts';

export default defineAudit({
  title: 'Compose files and manifests parse, and everything they refer to is defined',
  failureTitle: 'A compose file or manifest cannot be started as it is written',
  why: 'The deployment stops at the first command, usually on the day when somebody new has to do it.',
  fix: 'Run `docker compose config --quiet` (and `kubectl apply --dry-run=server -f …`, `kustomize build …`) on these files, mend what they name, and run the same command in CI.',
  refs: ['Compose Specification', 'Polaris', 'Kubernetes API conventions'],
  severity: 'blocker',
  state: 'stable',
  effortHours: 1,
  claims: [
    'docker compose stack validated',
    'compose stack',
    'docker compose',
    'kubernetes manifests',
    'kubectl apply',
    'containerization',
    'docker-based deployment',
    'deploy to staging',
    'docker-compose',
    'helm chart',
    'kubernetes manifest',
    'k8s manifests',
    'compose file',
    'deployment manifests',
    'terraform validate',
    'infrastructure as code',
    'helm lint',
    'container orchestration',
    'kustomize',
    'helm charts',
  ],
  needs: { compose, kubernetes },
  judge({ compose: composed, kubernetes: pods }) {
    const stacks = productionStacks(composed);
    const inProduction = <T extends { role: string }>(all: readonly T[]) =>
      all.filter(({ role }) => role === 'service');
    const references = stacks.filter(({ file }) => file.problems.length === 0).map(brokenReferences);
    const findings: Finding[] = [
      ...stacks.flatMap(({ file: { file, problems } }) =>
        problems.map(({ line, says }, index): Finding => ({
          key: `form:${file}:${index}`,
          says: `${file}: ${says}.`,
          where: line === undefined ? { file } : { file, line },
        })),
      ),
      ...references.flatMap((one) => one.findings),
      ...inProduction(pods.problems).map(({ file, line, says }, index): Finding => ({
        key: `form:${file}:${index}`,
        says: `${file}: ${says}.`,
        where: line === undefined ? { file } : { file, line },
      })),
      ...inProduction(pods.kustomizations).flatMap(({ file, refers }) =>
        refers
          .filter(({ exists }) => exists === 'no')
          .map(({ path, line }): Finding => ({
            key: `kustomize:${file}:${path}`,
            says: `${file} stands on ${path}, which is not there.`,
            where: { file, line },
          })),
      ),
    ];
    const ofCluster = inProduction(pods.documents);
    const services = stacks.reduce((sum, { file }) => sum + file.services.length, 0);
    const looked = services + ofCluster.length;
    if (findings.length > 0) return { looked, findings };
    const [borrowed] = ofCluster;
    if (services === 0 && borrowed && !ofCluster.some((one) => ownGroup.test(one.apiVersion)))
      return {
        abstains: 'unknown',
        because: `${ofCluster.length} files have the form of Kubernetes and no kind of its own: what reads them is not known here.`,
        signs: [
          { file: borrowed.file, line: borrowed.line, note: `${borrowed.kind} of ${borrowed.apiVersion}` },
        ],
      };
    const unsure: Where[] = [
      ...references.flatMap((one) => one.doubts),
      ...stacks.flatMap(({ file: { file, doubts } }) =>
        doubts.map(({ line, says }) => ({ file, note: says, ...(line === undefined ? {} : { line }) })),
      ),
      ...[...composed.skipped, ...pods.skipped].map(({ file, because }) => ({ file, note: because })),
      ...pods.unrendered
        .filter(({ role, kind }) => role === 'service' && kind !== 'patch')
        .map(({ file, kind }) => ({ file, note: `a ${kind} template` })),
    ];
    if (unsure.length > 0) {
      const because =
        'Some of the files could not be checked: templates have to be rendered first, and some parts are not known here.';
      return { abstains: 'unknown', because, signs: unsure };
    }
    return { looked, findings };
  },
  examples: {
    pass: [
      {
        given: {
          compose: aComposeFile({ services: [aService({ dependsOn: ['db'] }), aService({ name: 'db' })] }),
          kubernetes: noKubernetes,
        },
      },
    ],
    fail: [
      {
        name: 'a service that is not there is waited for',
        given: {
          compose: aComposeFile({
            services: [aService({ dependsOn: ['database'] }), aService({ name: 'db' })],
          }),
          kubernetes: noKubernetes,
        },
        findings: ['depends-on:compose.yaml:web:database'],
      },
      {
        name: 'two services wait for each other',
        given: {
          compose: aComposeFile({
            services: [aService({ dependsOn: ['db'] }), aService({ name: 'db', dependsOn: ['web'] })],
          }),
          kubernetes: noKubernetes,
        },
        findings: ['cycle:compose.yaml'],
      },
      {
        name: 'a manifest that does not parse',
        given: {
          compose: noCompose,
          kubernetes: {
            ...noKubernetes,
            problems: [{ file: 'k8s/web.yaml', line: 3, role: 'service', says: 'Map keys must be unique' }],
          },
        },
        findings: ['form:k8s/web.yaml:0'],
      },
    ],
    hollow: [
      {
        name: 'records of another program in the form of Kubernetes',
        given: {
          compose: noCompose,
          kubernetes: {
            ...noKubernetes,
            documents: [
              { file: 'src/role.yaml', line: 1, role: 'service', kind: 'Role', apiVersion: 'v1alpha1' },
              { file: 'src/login.yaml', line: 1, role: 'service', kind: 'Login', apiVersion: 'acme.dev/v1' },
            ],
          },
        },
        outcome: 'unknown',
      },
      {
        name: 'a compose file that was never finished',
        given: {
          compose: aComposeFile({ services: [aService({ image: false })] }),
          kubernetes: noKubernetes,
        },
        findings: ['no-image:compose.yaml:web'],
      },
      {
        name: 'a chart that nobody rendered',
        given: {
          compose: noCompose,
          kubernetes: {
            ...noKubernetes,
            unrendered: [{ file: 'chart/templates/web.yaml', role: 'service', kind: 'helm' }],
          },
        },
        outcome: 'unknown',
      },
    ],
    absent: [{ given: { compose: noCompose, kubernetes: noKubernetes }, outcome: 'not-applicable' }],
    notApplicable: [
      {
        name: 'only a developer starts it',
        given: {
          compose: aComposeFile({ role: 'development', services: [aService({ dependsOn: ['gone'] })] }),
          kubernetes: noKubernetes,
        },
      },
    ],
  },
});
