// What a scraper sees: rate, errors, duration, pool, event loop, and the counters of the business.
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Pool } from 'pg';

export type Metrics = ReturnType<typeof createMetrics>;

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2.5, 5];

export function createMetrics(pool: Pool, version: { readonly version: string; readonly commit: string }) {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });

  const info = new Gauge({
    name: 'app_info',
    help: 'The running build.',
    labelNames: ['version', 'commit'],
    registers,
  });
  info.set(version, 1);
  const pooled = new Gauge({
    name: 'db_pool_connections',
    help: 'Connections of the pool by state; "waiting" are requests that wait for one.',
    labelNames: ['state'],
    registers,
    collect() {
      this.set({ state: 'busy' }, pool.totalCount - pool.idleCount);
      this.set({ state: 'idle' }, pool.idleCount);
      this.set({ state: 'waiting' }, pool.waitingCount);
      this.set({ state: 'max' }, pool.options.max);
    },
  });

  const counter = <L extends string>(name: string, help: string, ...labelNames: L[]) =>
    new Counter({ name, help, labelNames, registers });

  return {
    registry,
    pooled,
    requests: new Histogram({
      name: 'http_request_duration_seconds',
      help: 'Duration of answered requests by route pattern and status.',
      labelNames: ['method', 'route', 'status'],
      buckets: SECONDS,
      registers,
    }),
    rateLimited: counter('http_rate_limited_total', 'Requests refused by a rate limit.', 'tier'),
    shed: counter('http_shed_total', 'Requests refused because the service was overloaded.', 'because'),
    signInCodes: counter('sign_in_codes_sent_total', 'One-time codes handed to a sender.', 'by', 'outcome'),
    signIns: counter('sign_ins_total', 'Attempts to sign in.', 'outcome'),
    captchas: counter('captchas_total', 'Captcha solutions handed in.', 'outcome'),
    transitions: counter('contest_transitions_total', 'Status changes of contests.', 'to'),
    entries: counter('entries_accepted_total', 'Entries accepted.'),
    channelChecks: counter('channel_checks_total', 'Answers about a channel subscription.', 'outcome'),
    channelAttempts: new Histogram({
      name: 'channel_attempt_duration_seconds',
      help: 'Duration of single attempts to ask the channel service.',
      labelNames: ['outcome'],
      buckets: SECONDS,
      registers,
    }),
    channelCircuit: new Gauge({
      name: 'channel_circuit_open',
      help: '1 while the channel service is not asked because it keeps failing.',
      registers,
    }),
    draws: counter('draws_total', 'Draws by step.', 'step'),
    scores: counter('judging_events_total', 'Events of judged contests.', 'kind'),
    prizes: counter('prize_steps_total', 'Steps of prizes towards delivery.', 'status'),
    jobs: new Histogram({
      name: 'job_duration_seconds',
      help: 'Duration of background jobs.',
      labelNames: ['name', 'outcome'],
      buckets: [0.01, 0.1, 1, 10, 60],
      registers,
    }),
    erasures: counter('people_erased_total', 'People whose personal data was erased.', 'because'),
  };
}
