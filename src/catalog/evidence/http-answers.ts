import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

/** Why a request was sent; audits pick theirs by it. */
export const purpose = z.enum([
  'home',
  'business',
  'missing',
  'foreign-origin',
  'foreign-origin-missing',
  'preflight',
  'operations',
  'specification',
  'version',
  'request-id',
]);

const exchange = z.object({
  purpose,
  method: z.string(),
  path: z.string(),
  /** Absent when nothing came back; `because` then says why. */
  status: z.number().optional(),
  because: z.string().optional(),
  /** Lower-case names; several headers of one name stay apart. */
  headers: z.array(z.tuple([z.string(), z.string()])),
  /** The first 4,000 characters. */
  body: z.string(),
  tookMs: z.number(),
});
export type Exchange = z.infer<typeof exchange>;

/** Only GET, HEAD and OPTIONS, without credentials: may be asked of any service. */
export default defineEvidence({
  name: 'http-answers',
  kind: 'http',
  about: 'what the running service answers to reading requests without credentials',
  schema: z.object({
    /** Scheme of the address asked. In the sandbox it is http on the loopback address, whatever production has. */
    scheme: z.enum(['http', 'https']),
    sandbox: z.boolean(),
    foreignOrigin: z.string(),
    requestId: z.string(),
    exchanges: z.array(exchange),
  }),
});
