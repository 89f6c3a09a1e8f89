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
  }),
});
