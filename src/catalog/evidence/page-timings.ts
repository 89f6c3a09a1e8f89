import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

const timing = z.object({
  url: z.string(),
  path: z.string(),
  /** One number per visit with an empty cache. */
  loadMs: z.array(z.number()),
  largestPaintMs: z.array(z.number()),
  /** Script bytes as they came over the wire. */
  scriptBytes: z.array(z.number()),
});
export type PageTiming = z.infer<typeof timing>;

export default defineEvidence({
  name: 'page-timings',
  kind: 'http',
  about: 'load times of the key pages on a mobile profile, over several visits',
  schema: z.object({
    /** Slowdown that was applied. */
    profile: z.object({ cpuSlowdown: z.number(), downloadKbps: z.number(), latencyMs: z.number() }),
    pages: z.array(timing),
  }),
});
