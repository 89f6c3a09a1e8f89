import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

const answer = z.object({
  atMs: z.number(),
  status: z.number().optional(),
  retryAfter: z.string().optional(),
  limit: z.string().optional(),
});

const burst = z.object({
  tier: z.enum(['auth', 'api']),
  method: z.string(),
  path: z.string(),
  /** Content type of the first answer, or "no content". */
  type: z.string().optional(),
  sent: z.number(),
  tookMs: z.number(),
  answers: z.array(answer),
  /** After the first refusal: answers to requests that claim to come from elsewhere. */
  forged: z.array(answer),
});
export type Burst = z.infer<typeof burst>;

/** A burst of requests from one address, on each kind of route; then the same with forged forwarding headers. */
export default defineEvidence({
  name: 'burst-answers',
  kind: 'load',
  about: 'what the service answers to a burst of requests from one address',
  howToGet: 'let Seaworthy start the service in a sandbox: seaworthy inspect --start',
  schema: z.object({
    bursts: z.array(burst),
  }),
});
