import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

export default defineEvidence({
  name: 'objective-readings',
  kind: 'http',
  about: 'service level objectives as they are computed from live data',
  schema: z.object({
    objectives: z.array(
      z.object({
        name: z.string(),
        /** 0.999 for 99.9 %. */
        target: z.number().optional(),
        windowDays: z.number().optional(),
        /** Computed from live data now. */
        reached: z.number().optional(),
        samples: z.number(),
        budgetShown: z.boolean(),
      }),
    ),
  }),
});
