import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

const part = z.enum(['url', 'host', 'port']);

export const recipe = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('literal'), value: z.string() }),
  z.object({ kind: z.literal('port') }),
  z.object({ kind: z.literal('base-url') }),
  z.object({ kind: z.literal('secret'), bytes: z.number() }),
  z.object({
    kind: z.literal('postgres'),
    part: z.enum(['url', 'host', 'port', 'user', 'password', 'database']),
    as: z.enum(['owner', 'service']),
  }),
  z.object({ kind: z.literal('redis'), part }),
  z.object({ kind: z.literal('mail'), part }),
  z.object({ kind: z.literal('outside-url') }),
  z.object({ kind: z.literal('tracker-dsn') }),
]);

const step = z.object({
  name: z.enum(['install', 'build', 'migrate', 'seed', 'start']),
  command: z.string(),
  folder: z.string(),
  because: z.string(),
  limitMs: z.number(),
});

/** Written down before anything runs, so that a person can read it and say no. */
export default defineEvidence({
  name: 'start-plan',
  about: 'how the service is started',
  howToGet: 'say how to start it under start: in seaworthy.yaml',
  schema: z.object({
    /** Absent when no way to start was found; `because` says what was looked at. */
    plan: z
      .object({
        steps: z.array(step),
        needs: z.array(z.enum(['postgres', 'redis', 'mail'])),
        environment: z.record(z.string(), recipe),
        readyPath: z.string().exactOptional(),
        fixedPort: z.number().exactOptional(),
        readyLimitMs: z.number(),
      })
      .optional(),
    because: z.string(),
    /** Other ways that were seen and not taken, with the reason. */
    passedOver: z.array(z.string()),
  }),
});
