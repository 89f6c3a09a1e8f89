import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

const line = z.union([z.string(), z.literal(false)]).optional();

/** Put in hand by the run itself: what seaworthy.yaml says about starting and entering the service. */
export default defineEvidence({
  name: 'settings',
  about: 'what seaworthy.yaml says about the service',
  howToGet: 'run seaworthy inspect',
  schema: z.object({
    start: z
      .object({
        command: z.string().optional(),
        folder: z.string(),
        install: line,
        build: line,
        migrate: line,
        seed: line,
        readyPath: z.string().optional(),
        readySeconds: z.number(),
        port: z.number().optional(),
        needs: z.array(z.enum(['postgres', 'redis', 'mail'])).optional(),
        environment: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
      })
      .optional(),
    checks: z
      .array(
        z.object({
          id: z.string(),
          http: z
            .object({
              path: z.string(),
              method: z.string(),
              headers: z.record(z.string(), z.string()),
              body: z.string().optional(),
              expect: z.object({
                status: z.number(),
                headers: z.record(z.string(), z.string()),
                body: z.string().optional(),
              }),
            })
            .optional(),
          sql: z.object({ query: z.string(), expect: z.string() }).optional(),
          command: z.object({ run: z.string(), exitCode: z.number(), limitSeconds: z.number() }).optional(),
        }),
      )
      .default([]),
  }),
});
