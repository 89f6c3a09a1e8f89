import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

export default defineEvidence({
  name: 'dns-answers',
  kind: 'http',
  about: 'what resolvers and the hosts behind them answer for the domains of production',
  schema: z.object({
    names: z.array(
      z.object({
        name: z.string(),
        /** Per resolver asked: addresses, or none. */
        resolvers: z.array(z.object({ resolver: z.string(), addresses: z.array(z.string()) })),
        /** Where asking it over HTTPS ends; absent when it does not answer. */
        endsAt: z.string().optional(),
      }),
    ),
    /** The bare domain and its www form, where both should lead to one place. */
    pair: z.object({ apex: z.string(), www: z.string() }).optional(),
  }),
});
