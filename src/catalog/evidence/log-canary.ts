import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

/** A request with an unmistakable id is sent, and its line is looked for where logs are searched. */
export default defineEvidence({
  name: 'log-canary',
  kind: 'drill',
  about: 'whether a canary log line arrived where logs are searched',
  schema: z.object({
    aggregator: z.string(),
    canaries: z.array(z.object({ written: z.boolean(), foundMs: z.number().optional() })),
    watchedMs: z.number(),
  }),
});
