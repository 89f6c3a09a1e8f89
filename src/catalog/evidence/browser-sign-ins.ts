import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

export default defineEvidence({
  name: 'browser-sign-ins',
  kind: 'http',
  about: 'what happened when a browser logged in, came back with an expired session, and logged out',
  schema: z.object({
    steps: z.array(
      z.object({
        /** `wrong` is a log-in with a wrong password; `after-log-out` asks for a private page again. */
        name: z.enum(['log-in', 'wrong', 'private-page', 'expired', 'log-out', 'after-log-out']),
        url: z.string(),
        /** Where the browser ended up. */
        endedAt: z.string(),
        showsPrivate: z.boolean(),
        showsLogIn: z.boolean(),
        consoleErrors: z.array(z.string()),
      }),
    ),
  }),
});
