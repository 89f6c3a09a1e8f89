import { defineAudit } from '../../../kit/audit.ts';
import type { Finding, Where } from '../../../kit/where.ts';
import { aComposeFile, aService, noCompose } from '../../compose/samples.ts';
import { onceEach, startedServices } from '../../compose/stack.ts';
import compose from '../../evidence/compose.ts';
import kubernetes from '../../evidence/kubernetes.ts';
import platforms from '../../evidence/platforms.ts';
import { aContainer, aWorkload, noKubernetes, theseWorkloads } from '../../kubernetes/samples.ts';

const noPlatforms = { files: [], skipped: [] };
const onHeroku = {
  role: 'service' as const,
  platform: 'heroku' as const,
  problems: [],
  stores: [],
  edge: [],
};
const limited = aService({ memory: '512M', cpus: '1' });

export default defineAudit({
  title: 'Every container of production has a memory limit and a share of the processor',
  failureTitle: 'A container of production may take all memory or processor time of its host',
  why: 'One leak or one slow request takes the database and every neighbour down with it, instead of one container that is restarted.',
  fix: [
    'Set limits above what a load test showed, with a margin.',
    '',
    "- Compose: `deploy: { resources: { limits: { memory: 512M, cpus: '1' } } }`",
    '- Kubernetes: `resources: { requests: { cpu: 250m, memory: 256Mi }, limits: { memory: 512Mi } }`',
  ].join('\n'),
  refs: ['Polaris', 'Mercari production readiness', 'Kubernetes resource management'],
  severity: 'minor',
  state: 'stable',
  effortHours: 2,
  claims: [
    'resource limits',
    'memory limits',
    'cpu limits',
    'memory limit',
    'cpu limit',
    'container limits',
    'resource quotas',
    'resource requests',
    'container resource limits',
    'requests and limits',
  ],
  needs: { compose, kubernetes, platforms },
  judge(given) {
    const findings: Finding[] = [];
    const doubts: Where[] = given.kubernetes.unrendered
      .filter(({ role }) => role === 'service')
      .map(({ file, kind }) => ({ file, note: `a ${kind} can set limits` }));
    let looked = 0;
    for (const { name, parts, file, line } of startedServices(given.compose)) {
      looked += 1;
      const lacks = (['memory', 'cpus'] as const).filter((kind) =>
        parts.every(({ limits }) => limits[kind] === undefined),
      );
      if (lacks.length === 0) continue;
      const says = `${name} has no limit of ${lacks.join(' or ')}.`;
      findings.push({
        key: `${lacks.join('+')}:${file}:${name}`,
        says,
        where: { file, line, service: name },
      });
    }
    const patched = new Set(given.kubernetes.unrendered.flatMap(({ of }) => of ?? []));
    for (const { file, kind, name, role, containers } of given.kubernetes.workloads) {
      if (role !== 'service' || patched.has(`${kind}/${name}`) || patched.has(`${kind}/*`)) continue;
      for (const container of containers.filter(({ init }) => !init)) {
        looked += 1;
        const { memoryLimit, cpuLimit, cpuRequest } = container.resources;
        // A processor request shares fairly under pressure; a limit of it is a matter of taste there.
        const lacks = [
          ...(memoryLimit === undefined ? ['memory'] : []),
          ...((cpuLimit ?? cpuRequest) === undefined ? ['cpu'] : []),
        ];
        if (lacks.length === 0) continue;
        const says = `${container.name} of ${kind} ${name} sets nothing for ${lacks.join(' or ')}.`;
        findings.push({
          key: `${lacks.join('+')}:${file}:${name}:${container.name}`,
          says,
          where: { file, line: container.line, service: name },
        });
      }
    }
    const programs = given.platforms.files.flatMap((file) =>
      file.role === 'service' ? file.programs.map((program) => ({ ...program, file: file.file })) : [],
    );
    const sized = programs.filter(({ memory }) => memory !== undefined);
    looked += sized.length;
    const unsized = programs.filter(({ name }) => !sized.some((one) => one.name === name));
    if (findings.length > 0) return { looked, findings: onceEach(findings) };
    if (doubts.length > 0)
      return {
        abstains: 'unknown',
        because: 'Limits may stand in templates that have to be rendered first.',
        signs: doubts,
      };
    if (unsized.length > 0)
      return {
        abstains: 'unknown',
        because:
          'The hosting platform sets the size of its programs; the repository does not say it for all.',
        signs: unsized.map(({ file, line, name }) => ({
          file,
          line,
          note: `${name}: no size is written here`,
        })),
      };
    if (looked > 0) return { looked, findings };
    return {
      abstains: 'unknown',
      because: 'Nothing in the repository says how the containers of production are started.',
    };
  },
  examples: {
    pass: [
      {
        given: {
          compose: aComposeFile({ services: [limited] }),
          kubernetes: noKubernetes,
          platforms: noPlatforms,
        },
      },
    ],
    fail: [
      {
        given: {
          compose: aComposeFile({ services: [limited, aService({ name: 'db', memory: '1G' })] }),
          kubernetes: noKubernetes,
          platforms: noPlatforms,
        },
        findings: ['cpus:compose.yaml:db'],
      },
      {
        name: 'a pod without any',
        given: { compose: noCompose, kubernetes: theseWorkloads(aWorkload()), platforms: noPlatforms },
        findings: ['memory+cpu:k8s/web.yaml:web:web'],
      },
    ],
    hollow: [
      {
        name: 'only requests: memory stays without a bound',
        given: {
          compose: noCompose,
          kubernetes: theseWorkloads(
            aWorkload({
              containers: [aContainer({ resources: { memoryRequest: '256Mi', cpuRequest: '100m' } })],
            }),
          ),
          platforms: noPlatforms,
        },
        findings: ['memory:k8s/web.yaml:web:web'],
      },
      {
        name: 'a platform file sizes the web process and not the worker',
        given: {
          compose: noCompose,
          kubernetes: noKubernetes,
          platforms: {
            files: [
              { ...onHeroku, file: 'app.json', programs: [aProgram('web', 'standard-1x')] },
              { ...onHeroku, file: 'Procfile', programs: [aProgram('web'), aProgram('worker')] },
            ],
            skipped: [],
          },
        },
        outcome: 'unknown',
      },
    ],
    absent: [
      { given: { compose: noCompose, kubernetes: noKubernetes, platforms: noPlatforms }, outcome: 'unknown' },
    ],
  },
});

function aProgram(name: string, size?: string) {
  const memory = size === undefined ? {} : { memory: { line: 3, value: size } };
  return { name, line: 2, volumes: [], environment: [], domains: [], ...memory };
}
