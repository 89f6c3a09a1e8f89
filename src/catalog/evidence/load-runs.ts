import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

const run = z.object({
  /** What was asked: a route or a mix of routes. */
  name: z.string(),
  /** Requests that were due per second; latency counts from when each was due. */
  plannedPerSecond: z.number(),
  sentPerSecond: z.number(),
  answeredPerSecond: z.number(),
  durationMs: z.number(),
  /** People at the same time, each with a pause between requests; absent for runs by rate alone. */
  users: z.number().optional(),
  requests: z.number(),
  /** Statuses 500 and above, resets and time-outs. */
  failed: z.number(),
  /** 429 and 503 with Retry-After. */
  shed: z.number(),
  latencyMs: z.object({ p50: z.number(), p95: z.number(), p99: z.number(), max: z.number() }),
  /** The generator itself was late by so much at worst: past some milliseconds nothing can be said. */
  generatorLagMs: z.number(),
});
export type LoadRun = z.infer<typeof run>;

const measured = z.object({ build: z.string(), machine: z.string(), runs: z.array(run) });

export default defineEvidence({
  name: 'load-runs',
  kind: 'load',
  about: 'how the service answers under load, run by run',
  schema: measured.extend({
    memory: z.array(z.object({ atMs: z.number(), residentBytes: z.number() })),
    /** The last release that was accepted, measured on the same machine right before. */
    baseline: measured.optional(),
  }),
});
