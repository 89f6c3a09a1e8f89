import { defineAudit } from '../../../kit/audit.ts';
import type { Finding, Where } from '../../../kit/where.ts';
import { aComposeFile, aService, noCompose } from '../../compose/samples.ts';
import { startedServices, type Member } from '../../compose/stack.ts';
import { aDockerfile, noDockerfiles } from '../../containers/samples.ts';
import { parseImageName, programOf } from '../../containers/image-name.ts';
import { startsAs, type Dockerfiles } from '../../containers/user.ts';
import compose from '../../evidence/compose.ts';
import dockerfiles from '../../evidence/dockerfiles.ts';
import kubernetes from '../../evidence/kubernetes.ts';
import { aContainer, aWorkload, noKubernetes, theseWorkloads } from '../../kubernetes/samples.ts';

/** Without a command of one's own these start a shell or nothing at all; nginx and its like serve. */
const shellOnly =
  /^(node|python|golang|ruby|rust|openjdk|eclipse-temurin|amazoncorretto|maven|gradle|alpine|debian|ubuntu|bun|deno|sdk|elixir|buildpack-deps)$/;

export default defineAudit({
  title: 'The containers of the service start as a user other than root, and none of them is privileged',
  failureTitle: 'A container of the service starts as root or is privileged',
  why: 'Whoever breaks into the process owns the container at once, and a privileged container is the host.',
  fix: [
    'Create a user in the image and switch to it before the command: `USER node` (or `USER 10001`).',
    '',
    '- Kubernetes: `securityContext: { runAsNonRoot: true, readOnlyRootFilesystem: true, allowPrivilegeEscalation: false }`',
    '- Compose: `user: "10001"`, `read_only: true`, `cap_drop: [ALL]`; take `privileged: true` out',
  ].join('\n'),
  refs: ['CIS Docker Benchmark 4.1', 'Kubernetes Pod Security Standards', 'Polaris'],
  severity: 'minor',
  state: 'stable',
  effortHours: 2,
  claims: [
    'non-root container',
    'container security',
    'least privilege container',
    'container hardening',
    'non-root user',
    'runs as non-root',
    'containers run as non-root',
    'rootless',
    'no root',
    'non-root pods',
    'no privileged mode',
    'privileged containers',
    'non-root containers',
    'non-root runtime',
    'run as non-root',
    'pod security policies',
    'pod security',
  ],
  needs: { dockerfiles, compose, kubernetes },
  judge(given) {
    const started = startedServices(given.compose);
    const findings: Finding[] = [];
    const doubts: Where[] = given.dockerfiles.skipped.map(({ file, because }) => ({ file, note: because }));
    let looked = 0;
    for (const { name, parts, file } of started.filter((one) => one.parts.some(({ build }) => build))) {
      const privileged = parts.find((part) => part.privileged)?.privileged;
      if (privileged)
        findings.push({
          key: `privileged:${file}:${name}`,
          says: `${name} is privileged.`,
          where: { file, line: privileged.line, service: name },
        });
    }
    for (const { file, name, role, containers } of given.kubernetes.workloads.filter(
      ({ role: of }) => of === 'service',
    )) {
      for (const { name: container, security, line } of role === 'service' ? containers : []) {
        if (!security.privileged) continue;
        findings.push({
          key: `privileged:${file}:${name}:${container}`,
          says: `${container} of ${name} is privileged.`,
          where: { file, line: security.line ?? line, service: name },
        });
      }
    }
    const pods = given.kubernetes.workloads
      .filter(({ role }) => role === 'service')
      .flatMap(({ containers }) => containers);
    const clusterSets = pods.some(
      ({ security }) => security.runAsNonRoot === true || (security.runAsUser ?? 0) > 0,
    );
    for (const docker of ownDockerfiles(given.dockerfiles, started)) {
      looked += 1;
      const users = started.flatMap(({ parts }) =>
        parts.some(({ build }) => builds(build, docker.file))
          ? [parts.findLast(({ user }) => user)?.user]
          : [],
      );
      if (users.length > 0 && users.every((user) => user && !/^(root|0)(:|$)/.test(user.value))) continue;
      const verdict = startsAs(docker);
      const where = { file: docker.file, line: verdict.line };
      if (verdict.as === 'user') {
        const root = users.find((user) => user && /^(root|0)(:|$)/.test(user.value));
        if (root)
          findings.push({
            key: `compose-root:${docker.file}`,
            says: `${docker.file} sets a user, and compose starts it as root.`,
            where,
          });
      } else if (verdict.as === 'root' && !clusterSets) {
        findings.push({
          key: `root:${docker.file}`,
          says: `${docker.file} starts as root: ${verdict.because}.`,
          where,
        });
      } else
        doubts.push({
          ...where,
          note: clusterSets
            ? 'the cluster sets a user for some containers'
            : verdict.as === 'unknown'
              ? verdict.because
              : '',
        });
    }
    if (findings.length > 0) return { looked, findings };
    if (doubts.length > 0)
      return {
        abstains: 'unknown',
        because: 'The user shows when the container runs: ask it with `id` inside.',
        signs: doubts,
      };
    if (looked === 0 && started.length + pods.length > 0) {
      return { abstains: 'unknown', because: 'The images that production starts are built elsewhere.' };
    }
    return { looked, findings };
  },
  examples: {
    pass: [
      {
        given: {
          dockerfiles: aDockerfile({ user: { line: 9, value: 'node', variable: false } }),
          compose: noCompose,
          kubernetes: noKubernetes,
        },
      },
      {
        name: 'an image to copy the build from starts nothing',
        given: {
          dockerfiles: {
            files: [
              ...aDockerfile({
                user: { line: 9, value: 'node', variable: false },
                command: { line: 10, text: 'node dist/server.js' },
              }).files,
              ...aDockerfile({}, 'Dockerfile.base').files,
            ],
            skipped: [],
          },
          compose: noCompose,
          kubernetes: noKubernetes,
        },
      },
    ],
    fail: [
      {
        name: 'nginx beside it serves without a command of its own',
        given: {
          dockerfiles: {
            files: [
              ...aDockerfile({
                user: { line: 9, value: 'node', variable: false },
                command: { line: 10, text: 'node dist/server.js' },
              }).files,
              ...aDockerfile({ image: 'nginx:1.29' }, 'web/Dockerfile').files,
            ],
            skipped: [],
          },
          compose: noCompose,
          kubernetes: noKubernetes,
        },
        findings: ['root:web/Dockerfile'],
      },
      {
        given: { dockerfiles: aDockerfile(), compose: noCompose, kubernetes: noKubernetes },
        findings: ['root:Dockerfile'],
      },
      {
        name: 'a privileged pod',
        given: {
          dockerfiles: aDockerfile({ user: { line: 9, value: 'node', variable: false } }),
          compose: noCompose,
          kubernetes: theseWorkloads(
            aWorkload({ containers: [aContainer({ security: { privileged: true, line: 20 } })] }),
          ),
        },
        findings: ['privileged:k8s/web.yaml:web:web'],
      },
    ],
    hollow: [
      {
        name: 'a user is made and then not used',
        given: {
          dockerfiles: aDockerfile({ user: { line: 9, value: 'node', variable: false } }),
          compose: aComposeFile({
            services: [
              aService({
                build: { line: 3, context: '', exists: 'folder' },
                user: { line: 5, value: 'root' },
              }),
            ],
          }),
          kubernetes: noKubernetes,
        },
        findings: ['compose-root:Dockerfile'],
      },
      {
        name: 'a start script may give up root',
        given: {
          dockerfiles: aDockerfile({ stepsDown: { line: 6, tool: 'gosu' } }),
          compose: noCompose,
          kubernetes: noKubernetes,
        },
        outcome: 'unknown',
      },
    ],
    absent: [
      {
        given: { dockerfiles: noDockerfiles, compose: noCompose, kubernetes: noKubernetes },
        outcome: 'not-applicable',
      },
    ],
  },
});

/** Those that production builds, where compose says so; else all that are not plainly a tool. */
function ownDockerfiles({ files }: Dockerfiles, started: readonly Member[]): Dockerfiles['files'] {
  const services = files.filter(({ role, stages }) => role === 'service' && stages.length > 0);
  const starting = services.filter((file) => !startsNothing(file));
  const candidates = starting.length > 0 ? starting : services;
  const built = services.filter(({ file }) =>
    started.some(({ parts }) => parts.some(({ build }) => builds(build, file))),
  );
  return built.length > 0
    ? built
    : candidates.filter(
        ({ file }) =>
          !/(^|\/)(\w*proto|tools?|hack|scripts?|generators?|builders?|lint|devtools|graphs|openapi|debian|rpm|deb)\//.test(
            file,
          ),
      );
}

/** Beside images that start something, one of that name that only builds is there for others to copy from. */
function startsNothing({ file, stages }: Dockerfiles['files'][number]): boolean {
  const last = stages.at(-1);
  if (!/base|build|deps/i.test(file.slice(file.lastIndexOf('/') + 1))) return false;
  if (last === undefined || stages.some(({ entrypoint, command }) => entrypoint ?? command)) return false;
  const bottom = stages.find(({ name }) => name !== undefined && name === last.image) ?? last;
  return bottom.base === 'image' && shellOnly.test(programOf(parseImageName(bottom.image).name));
}

function builds(
  build: { readonly context?: string | undefined; readonly dockerfile?: string | undefined } | undefined,
  file: string,
): boolean {
  if (build?.context === undefined) return false;
  return file === `${build.context === '' ? '' : `${build.context}/`}${build.dockerfile ?? 'Dockerfile'}`;
}
