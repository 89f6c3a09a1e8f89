import { defineAudit } from '../../../kit/audit.ts';
import type { Finding, Where } from '../../../kit/where.ts';
import { aComposeFile, aService, noCompose } from '../../compose/samples.ts';
import { aDockerfile } from '../../containers/samples.ts';
import compose from '../../evidence/compose.ts';
import dockerfiles from '../../evidence/dockerfiles.ts';
import kubernetes from '../../evidence/kubernetes.ts';
import platforms from '../../evidence/platforms.ts';
import routes, { type Route } from '../../evidence/routes.ts';
import { onceEach } from '../../compose/stack.ts';
import { watchedPrograms } from '../../health/checks.ts';
import { matchRoute } from '../../health/route-match.ts';
import { noKubernetes } from '../../kubernetes/samples.ts';

/** Routes that frameworks and servers answer without a line of the team's code. */
const builtIn =
  /^\/(actuator(\/.*)?|up|q\/health(\/.*)?|_health|nginx_status|stub_status|metrics|favicon\.ico|robots\.txt|index\.html?)?$/;

const answers = (path: string): Route => ({
  file: 'src/health.ts',
  line: 3,
  framework: 'fastify',
  method: 'GET',
  path,
  prefixKnown: true,
  guards: [],
  touches: [],
});
const looked = { files: 4, skipped: [], notUnderstood: [] };
const known = {
  routes: [answers('/health/ready'), answers('/orders'), answers('/version')],
  dynamic: [],
  looked,
};
const built = { line: 3, context: '', exists: 'folder' as const };
const published = [{ line: 6, target: '3000' }];
const asked = (path: string) => ({ line: 8, disabled: false, test: `curl -f http://localhost:3000${path}` });
const others = {
  kubernetes: noKubernetes,
  platforms: { files: [], skipped: [] },
  dockerfiles: aDockerfile(),
};

export default defineAudit({
  title: 'Every service of production is watched by a health check that asks a real route',
  failureTitle:
    'A service of production is watched by no health check, or by one that asks a route which does not exist',
  why: 'Traffic is sent to instances that cannot serve, and a hung process is never restarted: users see errors while everything is called running.',
  fix: [
    'Name a route that the code answers as health check where the service is started.',
    '',
    '- Compose: `healthcheck: { test: [CMD, wget, -qO-, http://127.0.0.1:3000/health/ready] }`',
    '- Kubernetes: `readinessProbe: { httpGet: { path: /health/ready, port: 3000 } }`, and a `livenessProbe` that touches no dependency',
    '- Railway: `"deploy": { "healthcheckPath": "/health/live" }`; Fly: `[[http_service.checks]] path = "/health/live"`; Render: `healthCheckPath: /health/live`',
  ].join('\n'),
  refs: ['Kubernetes probes', 'Mercari production readiness', 'kube-score'],
  severity: 'blocker',
  state: 'stable',
  effortHours: 2,
  claims: [
    'healthcheck endpoints',
    'health check',
    'health monitoring',
    'healthcheckpath',
    'containers running and healthy',
    'deployment health',
    'wait for services to be healthy',
    'health checks configured',
    'docker healthcheck',
    'health probes',
    'liveness probe',
    'readiness probe',
    'container healthcheck',
    'liveness and readiness probes',
    'services healthy',
    'containers running',
    'containers healthy',
    'docker health checks',
    'readiness probes',
    'all services healthy',
    'container health',
  ],
  needs: { compose, kubernetes, platforms, dockerfiles, routes },
  judge(given) {
    const programs = watchedPrograms(given.compose, given.kubernetes, given.platforms, given.dockerfiles);
    const findings: Finding[] = [];
    const doubts: Where[] = [];
    const understood =
      given.routes.dynamic.length === 0 &&
      given.routes.looked.notUnderstood.length === 0 &&
      given.routes.routes.length > 0;
    let looked = 0;
    for (const { name, file, line, check, serves, imageUnseen } of programs) {
      if (!check) {
        if (!serves) continue;
        if (imageUnseen) {
          doubts.push({
            file,
            line,
            service: name,
            note: `whether the image of ${name} brings a health check is not seen here`,
          });
          continue;
        }
        looked += 1;
        findings.push({
          key: `no-check:${file}:${name}`,
          says: `${name} has no health check.`,
          where: { file, line, service: name },
        });
        continue;
      }
      const where = { file: check.file, line: check.line, service: name };
      if (check.path === undefined) {
        doubts.push({ ...where, note: `${check.what} of ${name} asks no route` });
        continue;
      }
      looked += 1;
      const match = matchRoute(check.path, given.routes.routes);
      if (match === 'is') continue;
      if (match === 'is-not' && understood && !builtIn.test(check.path)) {
        const says = `The ${check.what} of ${name} asks ${check.path}, which no route of the code answers.`;
        findings.push({ key: `no-route:${check.file}:${name}:${check.path}`, says, where });
      } else
        doubts.push({
          ...where,
          note: `${name} is asked ${check.path}: whether the code answers it shows at run time`,
        });
    }
    if (findings.length > 0) return { looked, findings: onceEach(findings) };
    if (doubts.length > 0) {
      return {
        abstains: 'unknown',
        because: 'Health checks are there; that the route answers can be seen when the service runs.',
        signs: doubts,
      };
    }
    if (looked > 0) return { looked, findings };
    const because =
      'Nothing in the repository says how production starts the service, so its health check may stand elsewhere.';
    return { abstains: 'unknown', because };
  },
  examples: {
    pass: [
      {
        given: {
          ...others,
          routes: known,
          compose: aComposeFile({
            services: [aService({ build: built, ports: published, healthcheck: asked('/health/ready') })],
          }),
        },
      },
    ],
    fail: [
      {
        name: 'nothing watches it',
        given: {
          ...others,
          routes: known,
          compose: aComposeFile({ services: [aService({ build: built, ports: published })] }),
        },
        findings: ['no-check:compose.yaml:web'],
      },
      {
        name: 'the platform asks a route that nobody wrote',
        given: {
          ...others,
          compose: noCompose,
          routes: known,
          platforms: {
            files: [
              {
                file: 'railway.json',
                role: 'service',
                platform: 'railway',
                problems: [],
                programs: [
                  {
                    name: 'railway',
                    line: 1,
                    health: { line: 4, path: '/healthz' },
                    volumes: [],
                    environment: [],
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
        findings: ['no-route:railway.json:railway:/healthz'],
      },
    ],
    hollow: [
      {
        name: 'a health check that is switched off',
        given: {
          ...others,
          routes: known,
          compose: aComposeFile({
            services: [
              aService({
                build: built,
                ports: published,
                healthcheck: { line: 8, disabled: true, test: '' },
              }),
            ],
          }),
        },
        findings: ['no-check:compose.yaml:web'],
      },
      {
        name: 'a check that asks nothing of the service',
        given: {
          ...others,
          routes: known,
          compose: aComposeFile({
            services: [
              aService({
                build: built,
                ports: published,
                healthcheck: { line: 8, disabled: false, test: 'exit 0' },
              }),
            ],
          }),
        },
        outcome: 'unknown',
      },
    ],
    absent: [{ given: { ...others, compose: noCompose, routes: known }, outcome: 'unknown' }],
  },
});
