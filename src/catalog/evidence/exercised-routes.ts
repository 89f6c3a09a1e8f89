import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

const route = z.object({
  method: z.string(),
  /** Parameters as `{name}`. */
  path: z.string(),
  file: z.string().optional(),
  line: z.number().optional(),
  /** Answers without credentials on purpose: said so in the description or configuration. */
  open: z.boolean(),
});
const hit = z.object({
  method: z.string(),
  path: z.string(),
  status: z.number(),
  /** What the request carried; told apart by comparing with the requests that were let in. */
  credentials: z.enum(['none', 'wrong', 'expired', 'lower-role', 'valid', 'unclear']),
  test: z.string(),
  /** What turned the test red when the answer was changed on its way: the test really looks at it. */
  asserts: z.array(z.enum(['status', 'body'])),
});

export default defineEvidence({
  name: 'exercised-routes',
  kind: 'repo-run',
  about: 'the routes of the service and the requests its tests sent to them',
  schema: z.object({ routes: z.array(route), hits: z.array(hit) }),
});
