import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

const request = z.object({
  route: z.string(),
  /** Without a fault this route asks the dependency. */
  depends: z.boolean(),
  atMs: z.number(),
  status: z.number().optional(),
  tookMs: z.number(),
  /** Equal to the answer without the fault. */
  correct: z.boolean().optional(),
});

/** A fault proxy stands before every dependency and cuts, silences, resets or slows it. */
export default defineEvidence({
  name: 'dependency-faults',
  kind: 'drill',
  about: 'what the service does while one of its dependencies fails',
  schema: z.object({
    faults: z.array(
      z.object({
        dependency: z.string(),
        kind: z.enum(['database', 'cache', 'queue', 'http', 'mail']),
        fault: z.enum(['cut', 'black-hole', 'reset', 'slow']),
        lastedMs: z.number(),
        before: z.array(request),
        during: z.array(request),
        after: z.array(request),
        /** Attempts that the dependency's side saw, by time since the fault began, and for how many requests. */
        attempts: z.array(z.object({ atMs: z.number() })),
        /** What the team declared to happen: fail-fast, serve-stale, degrade, refuse. */
        declared: z.string().optional(),
        processEnded: z.boolean(),
      }),
    ),
  }),
});
export type DependencyRequest = z.infer<typeof request>;
