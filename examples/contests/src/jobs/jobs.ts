// Runs the background jobs of queues.ts on pg-boss, and lets routes ask for one "soon".
import type { FastifyBaseLogger } from 'fastify';
import { PgBoss } from 'pg-boss';
import type { Config } from '../config.ts';
import { createPool } from '../database/connect.ts';
import type { ReportError } from '../telemetry/errors.ts';
import type { Metrics } from '../telemetry/metrics.ts';
import type { QueueName } from './queues.ts';

export interface Jobs {
  soon(name: QueueName): Promise<void>;
  stop(): Promise<void>;
}

type Work = Readonly<Record<QueueName, () => Promise<unknown>>>;

const STOP_LIMIT_MS = 10_000;
const STATEMENT_LIMIT_MS = 30_000;

export async function startJobs(
  config: Config,
  log: FastifyBaseLogger,
  work: Work,
  watch: { readonly metrics: Metrics; readonly reportError: ReportError },
): Promise<Jobs> {
  const pool = createPool(
    {
      databaseUrl: config.databaseUrl,
      databasePoolSize: 2,
      statementTimeoutMs: STATEMENT_LIMIT_MS,
      name: 'contests-jobs',
    },
    (error) => log.warn({ because: error.message }, 'the job queue lost a database connection'),
  );
  const boss = new PgBoss({
    db: { executeSql: (text, values) => pool.query(text, values) },
    // The owner makes and changes the queue's tables (database/migrate.ts); this role could not.
    migrate: false,
    createSchema: false,
    reindex: false,
  });
  boss.on('error', (error) =>
    log.warn(
      { because: error.name, code: 'code' in error ? error.code : undefined },
      'the job queue has trouble',
    ),
  );
  await boss.start();
  // The keys of a Record<QueueName, …>.
  for (const name of Object.keys(work) as QueueName[]) {
    await boss.work(name, { pollingIntervalSeconds: 2 }, () => timed(name));
  }

  async function timed(name: QueueName): Promise<void> {
    const stopTimer = watch.metrics.jobs.startTimer({ name });
    try {
      await work[name]();
      stopTimer({ outcome: 'done' });
    } catch (error) {
      stopTimer({ outcome: 'failed' });
      log.error({ err: error, job: name }, 'a job failed');
      watch.reportError(error, { requestId: `job:${name}`, route: name });
      throw error;
    }
  }

  return {
    // The schedule does the work anyway, so a queue that cannot be reached now costs a minute and nothing else.
    soon: (name) =>
      boss.send(name, {}, { singletonKey: 'soon', singletonSeconds: 2, singletonNextSlot: true }).then(
        () => undefined,
        (error: Error) => log.warn({ because: error.name, job: name }, 'a job could not be queued'),
      ),
    async stop() {
      await boss.stop({ graceful: true, timeout: STOP_LIMIT_MS });
      await pool.end();
    },
  };
}
