import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

const family = z.object({
  name: z.string(),
  type: z.enum(['counter', 'gauge', 'histogram', 'summary', 'untyped']),
  labels: z.array(z.string()),
  /** Sum over all series. */
  total: z.number(),
});

/** Metrics read before and after a known number of requests, one of them failing. */
export default defineEvidence({
  name: 'metrics-scrapes',
  kind: 'http',
  about: 'the metrics that the running service shows',
  schema: z.object({
    /** Absent when no address answered with metrics. */
    found: z.object({ url: z.string(), before: z.array(family), after: z.array(family) }).optional(),
    tried: z.array(z.object({ url: z.string(), status: z.number().optional() })),
    sent: z.object({ requests: z.number(), failing: z.number() }),
  }),
});
