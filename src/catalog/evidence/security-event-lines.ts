import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

/** Each act is made by a planted user, and then looked for where the team looks for such things. */
export default defineEvidence({
  name: 'security-event-lines',
  kind: 'drill',
  about: 'what the logs tell of failed logins, changes of roles and exports that were made on purpose',
  schema: z.object({
    acts: z.array(
      z.object({
        act: z.enum(['failed-login', 'role-change', 'export', 'refused-access']),
        /** How it was made: "POST /v1/sign-in with a wrong code". */
        how: z.string(),
        /** The act had its effect or its refusal; otherwise there is nothing to be logged. */
        happened: z.boolean(),
        /** Lines that were found by the name of the planted user, redacted. */
        lines: z.array(
          z.object({
            searchedIn: z.string(),
            holdsWho: z.boolean(),
            holdsWhat: z.boolean(),
            holdsTime: z.boolean(),
          }),
        ),
      }),
    ),
  }),
});
