import type { Route } from '../evidence/routes.ts';

/** Where services commonly say how they are; asked beside the routes that the code shows. */
const commonHealth = [
  '/health',
  '/healthz',
  '/health/live',
  '/health/ready',
  '/livez',
  '/readyz',
  '/ready',
  '/live',
  '/healthcheck',
  '/ping',
  '/status',
  '/api/health',
  '/api/healthz',
  '/actuator/health',
  '/up',
  '/_health',
  '/-/healthy',
  '/-/ready',
];
const healthLike =
  /(^|\/)(health(z|check)?|_health|live(z|ness)?|ready(z|iness)?|ping|status|up|alive|heartbeat)(\/|$)/i;
const readyLike = /ready/i;
const liveLike = /(^|\/)(live(z|ness)?|alive|ping)(\/|$)/i;
const operational = /metrics|swagger|openapi|docs|favicon|robots|\.well-known|version|debug/i;

export type HealthRole = 'ready' | 'live' | 'health';

export function healthPaths(routes: readonly Route[], readyPath?: string): string[] {
  const own = routes
    .filter((route) => isPlainGet(route) && healthLike.test(route.path))
    .map((route) => route.path);
  return [...new Set([...(readyPath === undefined ? [] : [readyPath]), ...own, ...commonHealth])];
}

export function roleOf(path: string): HealthRole {
  if (readyLike.test(path)) return 'ready';
  return liveLike.test(path) ? 'live' : 'health';
}

/** Routes that can be read without knowing an id, at most `most`: what the service is for. */
export function businessPaths(routes: readonly Route[], most: number): string[] {
  const own = routes.filter(
    (route) => isPlainGet(route) && !healthLike.test(route.path) && !operational.test(route.path),
  );
  // Those whose handler shows a query come first: they tell most about the database.
  const ordered = own.toSorted(
    (a, b) => Number(b.touches.includes('database')) - Number(a.touches.includes('database')),
  );
  return [...new Set(ordered.map((route) => route.path))].slice(0, most);
}

const commonOperations = [
  '/metrics',
  '/actuator',
  '/actuator/env',
  '/actuator/heapdump',
  '/debug/pprof/',
  '/debug/vars',
  '/server-status',
  '/admin/logs',
  '/errors',
  '/alerts',
  '/_profiler',
  '/__debug__/',
  '/phpinfo.php',
  '/.env',
  '/.git/config',
];
const operationsLike = /(^|\/)(metrics|errors|alerts|logs|debug|pprof|actuator|internal)(\/|$)/i;

/** Routes for operators: open ones tell a stranger how the service is built and what hurts it. */
export function operationsPaths(routes: readonly Route[]): string[] {
  const own = routes
    .filter((route) => isPlainGet(route) && operationsLike.test(route.path))
    .map((route) => route.path);
  return [...new Set([...own, ...commonOperations])];
}

export function specificationPaths(routes: readonly Route[]): string[] {
  const own = routes
    .filter((route) => isPlainGet(route) && /(openapi|swagger)[^/]*\.(json|ya?ml)$/i.test(route.path))
    .map((route) => route.path);
  return [
    ...new Set([
      ...own,
      '/openapi.json',
      '/openapi.yaml',
      '/swagger.json',
      '/api-docs',
      '/v3/api-docs',
      '/api/openapi.json',
      '/docs/json',
      '/documentation/json',
    ]),
  ];
}

export function versionPaths(routes: readonly Route[]): string[] {
  const own = routes
    .filter((route) => isPlainGet(route) && /(^|\/)(version|info|build)$/i.test(route.path))
    .map((route) => route.path);
  return [...new Set([...own, '/version', '/api/version', '/info', '/actuator/info'])];
}

function isPlainGet({ method, path }: Route): boolean {
  return (method === 'GET' || method === 'ANY') && /^\/[\w./-]*$/.test(path);
}
