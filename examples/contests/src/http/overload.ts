// Too much at once is refused early and cheaply, so that what is accepted still gets done.
import underPressure from '@fastify/under-pressure';
import type { FastifyInstance } from 'fastify';
import type pg from 'pg';
import type { Config } from '../config.ts';
import type { Metrics } from '../telemetry/metrics.ts';
import { busy } from './problems.ts';

/** More requests than this per connection waiting for the database means that most would time out anyway. */
const WAITING_PER_CONNECTION = 8;
const SPARED = /^\/(health|metrics|version)/;

export async function addOverload(
  app: FastifyInstance,
  pool: pg.Pool,
  config: Config,
  metrics: Metrics,
): Promise<void> {
  await app.register(underPressure, {
    maxEventLoopDelay: config.maxEventLoopDelayMs,
    sampleInterval: 500,
    pressureHandler: (request) => {
      if (SPARED.test(request.url)) return;
      metrics.shed.inc({ because: 'event loop' });
      throw busy();
    },
  });
  const mostWaiting = config.databasePoolSize * WAITING_PER_CONNECTION;
  app.addHook('onRequest', async (request) => {
    if (pool.waitingCount < mostWaiting || SPARED.test(request.url)) return;
    metrics.shed.inc({ because: 'database pool' });
    throw busy();
  });
}
