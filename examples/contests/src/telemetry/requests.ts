// One log line and one measurement per answered request.
import type { FastifyInstance } from 'fastify';
import type { Metrics } from './metrics.ts';

const QUIET = new Set(['/health/live', '/health/ready', '/metrics']);

export function addRequestLog(app: FastifyInstance, metrics: Metrics): void {
  app.addHook('onResponse', async (request, reply) => {
    // The pattern, not the address: ids and queries may be personal, and would make endless label values.
    const route = request.routeOptions.url ?? 'unmatched';
    const { method } = request;
    const status = reply.statusCode;
    metrics.requests.observe({ method, route, status }, reply.elapsedTime / 1000);
    if (QUIET.has(route) && status < 500) return;
    request.log.info(
      {
        method,
        route,
        status,
        durationMs: Math.round(reply.elapsedTime),
        personId: request.caller?.personId,
      },
      'request',
    );
  });
}
