import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';
import { looked, place } from '../source/facts.ts';

export const route = z.object({
  ...place,
  framework: z.string(),
  /** Upper case; `ANY` for all methods. */
  method: z.string(),
  /** Parameters as `{name}`. Without the parts that other files put before it: see `prefixKnown`. */
  path: z.string(),
  prefixKnown: z.boolean(),
  /** Middleware, decorators, dependencies and filters that stand before the handler, as written. */
  guards: z.array(z.string()),
  /** What the handler, as far as it stands in the same file, asks: database, cache, http. */
  touches: z.array(z.enum(['database', 'cache', 'http'])),
});
export type Route = z.infer<typeof route>;

export default defineEvidence({
  name: 'routes',
  about: 'the routes that the code answers',
  schema: z.object({
    routes: z.array(route),
    /** Places that make routes which only show at run time. */
    dynamic: z.array(z.object({ ...place, note: z.string() })),
    looked,
  }),
});
