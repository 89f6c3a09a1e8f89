// Puts the service together: plumbing first, then one line per noun.
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import Fastify, { LogController, type FastifyBaseLogger } from 'fastify';
import type { Config } from './config.ts';
import { contestRoutes } from './contests/routes.ts';
import { runClock } from './contests/clock.ts';
import { workflowRoutes } from './contests/workflow-routes.ts';
import { connect, loginIsTooStrong } from './database/connect.ts';
import { drawRoutes } from './draws/routes.ts';
import { captchaRoutes } from './entries/captcha-routes.ts';
import { channelsFor, recheckChannels } from './entries/channels.ts';
import { historyRoutes } from './entries/history-routes.ts';
import { entryRoutes } from './entries/routes.ts';
import { createListener } from './database/listen.ts';
import { healthRoutes } from './health/routes.ts';
import type { Stopping } from './health/stopping.ts';
import { checkAccess, requireAccessOnEveryRoute } from './http/access.ts';
import { addCaller } from './http/caller.ts';
import { refuseOtherMethods } from './http/methods.ts';
import { addOpenApi } from './http/openapi.ts';
import { addOverload } from './http/overload.ts';
import { addPages } from './http/pages.ts';
import { addProblems } from './http/problems.ts';
import { addRateLimits } from './http/rate-limits.ts';
import { connectRedis } from './http/redis.ts';
import { addSecurity } from './http/security.ts';
import { addValidation } from './http/validation.ts';
import { judgesRoutes } from './judging/judges-routes.ts';
import { addLiveStandings } from './judging/live.ts';
import { resultRoutes } from './judging/result-routes.ts';
import { judgingRoutes } from './judging/routes.ts';
import { startJobs } from './jobs/jobs.ts';
import { peopleRoutes } from './people/routes.ts';
import { senderFor, type Sender } from './people/senders/sender.ts';
import { signInRoutes } from './people/sign-in-routes.ts';
import { operationsRoutes } from './operations/routes.ts';
import { lapsePrizes } from './prizes/deadlines.ts';
import { pickupRoutes } from './prizes/pickup-routes.ts';
import { addDeliveryProofs } from './prizes/proof-routes.ts';
import { prizeRoutes } from './prizes/routes.ts';
import { applyRetention } from './privacy/retention.ts';
import { privacyRoutes } from './privacy/routes.ts';
import type { App, Routes, Service } from './service.ts';
import { errorSink } from './telemetry/errors.ts';
import { requestIdOf } from './telemetry/log.ts';
import { createMetrics } from './telemetry/metrics.ts';
import { addRequestLog } from './telemetry/requests.ts';
import { addTracing } from './telemetry/tracing.ts';

const BODY_LIMIT_BYTES = 64 * 1024;

export interface Running {
  readonly app: App;
  readonly service: Service;
  readonly stopping: Stopping;
}

export async function buildApp(
  config: Config,
  log: FastifyBaseLogger,
  own: { readonly sender?: Sender } = {},
): Promise<Running> {
  const app = Fastify({
    loggerInstance: log,
    genReqId: requestIdOf,
    logController: new LogController({ requestIdLogLabel: 'requestId', disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT_BYTES,
    // A slow sender is cut off; a connection that does nothing is closed.
    requestTimeout: 15_000,
    connectionTimeout: 20_000,
    keepAliveTimeout: 10_000,
    maxRequestsPerSocket: 10_000,
    http: { maxHeaderSize: 16 * 1024, headersTimeout: 10_000 },
    trustProxy: config.trustedProxies.length === 0 ? false : [...config.trustedProxies],
    return503OnClosing: true,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 200 },
  }).withTypeProvider<TypeBoxTypeProvider>();

  const stopping: Stopping = { begun: false };
  const database = connect(config, (error) =>
    log.warn({ because: error.message }, 'a database connection was lost'),
  );
  if (await loginIsTooStrong(database)) {
    log.warn(
      'DATABASE_URL logs in as a superuser or as the owner of the tables; give the service a login of its own (npm run migrate makes one)',
    );
  }
  const metrics = createMetrics(database.pool, { version: '1.0.0', commit: config.commit });
  const reportError = await errorSink(config, (says) =>
    log.warn({ because: says }, 'an error could not be reported'),
  );
  const redis = await connectRedis(config, log);
  const tracing = await addTracing(app, config);
  const channels = channelsFor(config, log, metrics);
  const jobs = await startJobs(
    config,
    log,
    {
      'contest-clock': () => runClock(database, metrics),
      'channel-recheck': () => recheckChannels(database, channels, metrics),
      'prize-deadlines': () => lapsePrizes(database, metrics),
      retention: () => applyRetention(database, metrics),
    },
    { metrics, reportError },
  );
  const listener = createListener(config, log);
  const service: Service = {
    config,
    log,
    database,
    listener,
    metrics,
    jobs,
    channels,
    reportError,
    sender: own.sender ?? (await senderFor(config)),
  };

  addProblems(app, reportError);
  addValidation(app);
  addRequestLog(app, metrics);
  requireAccessOnEveryRoute(app);
  // A client that keeps its connection would otherwise hold up the end by the keep-alive time.
  app.addHook('onSend', async (_request, reply) => {
    if (stopping.begun) void reply.header('connection', 'close');
  });
  const addRefusals = refuseOtherMethods(app);
  await addSecurity(app, config);
  await addOverload(app, database.pool, config, metrics);
  addCaller(app, config);
  const limit = addRateLimits(app, { pool: database.pool, redis }, config, metrics);
  app.addHook('onRequest', limit);
  app.addHook('onRequest', async (request) => checkAccess(request));
  await addOpenApi(app, config);

  const nouns: readonly Routes[] = [
    healthRoutes(stopping),
    signInRoutes,
    peopleRoutes,
    contestRoutes,
    workflowRoutes,
    captchaRoutes,
    entryRoutes,
    historyRoutes,
    drawRoutes,
    judgesRoutes,
    judgingRoutes,
    resultRoutes,
    prizeRoutes,
    pickupRoutes,
    privacyRoutes,
    operationsRoutes,
  ];
  for (const addRoutes of nouns) addRoutes(app, service);
  await addDeliveryProofs(app, service);
  await addLiveStandings(app, service);
  await addPages(app);
  addRefusals();

  app.addHook('onReady', listener.start);
  app.addHook('onClose', async () => {
    await listener.stop();
    await jobs.stop();
    await channels.close();
    redis?.disconnect();
    // Spans that nobody takes are no reason to end with an error.
    await tracing.stop().catch((err: unknown) => app.log.warn({ err }, 'the last spans were not exported'));
    await database.close();
  });
  return { app, service, stopping };
}
