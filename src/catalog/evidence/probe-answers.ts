import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

/** Why a request was sent; audits pick theirs by it. */
export const probePurpose = z.enum([
  // Who may call
  'public',
  'without-credentials',
  'with-credentials',
  'token-expired',
  'token-tampered',
  'token-without-signature',
  'token-for-others',
  'lower-role',
  'other-tenant',
  'own-object',
  'foreign-object',
  'malformed-id',
  'sign-in',
  'cross-site-write',
  // What may be sent
  'malformed-body',
  'wrong-type',
  'oversized-body',
  'unsupported-method',
  'sql-quote',
  'sql-true',
  'sql-false',
  'sql-delay',
  'upload-allowed',
  'upload-wrong-type',
  'upload-too-big',
  'upload-of-another',
  // How answers are made
  'page-usual',
  'page-huge',
  'repeat-first',
  'repeat-again',
  'private-read',
]);

const exchange = z.object({
  purpose: probePurpose,
  /** Which made-up person sent it: `anonymous`, `user-a`, `user-b`, `admin` … Credentials are never kept. */
  as: z.string(),
  method: z.string(),
  /** The route with parameters as `{name}`. */
  route: z.string(),
  /** Absent when nothing came back; `because` then says why. */
  status: z.number().optional(),
  because: z.string().optional(),
  headers: z.array(z.tuple([z.string(), z.string()])),
  /** The first 4,000 characters, redacted. */
  body: z.string(),
  tookMs: z.number(),
  /** What was changed or sent, in a few words: "id of user-b", "page size 1,000,000". */
  note: z.string().optional(),
});
export type Probe = z.infer<typeof exchange>;

/** Requests that try what must not work. Sent to the sandbox, or to a service whose owner allowed probes. */
export default defineEvidence({
  name: 'probe-answers',
  kind: 'http',
  about: 'what the service answers to requests that try what must not work',
  howToGet: 'let Seaworthy start the service: seaworthy inspect --start (or --url URL --allow probes)',
  schema: z.object({
    /** Routes that the team declared open to everybody, as "GET /health". */
    declaredPublic: z.array(z.string()),
    exchanges: z.array(exchange),
  }),
});
