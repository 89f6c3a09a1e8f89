import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

/** Documented default credentials are tried, once each, against databases and admin panels. */
export default defineEvidence({
  name: 'default-logins',
  kind: 'db',
  about: 'whether databases and admin panels let documented default credentials in',
  schema: z.object({
    attempts: z.array(
      z.object({
        service: z.string(),
        kind: z.string(),
        /** The documented user; the password is not kept. */
        user: z.string(),
        /** Absent when the service could not be reached. */
        accepted: z.boolean().optional(),
      }),
    ),
  }),
});
