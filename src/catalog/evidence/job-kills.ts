import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

/** A job is given to the service, its worker is killed (SIGKILL) while the job runs, and another worker is started. */
export default defineEvidence({
  name: 'job-kills',
  kind: 'drill',
  about: 'what became of background jobs whose worker was killed in the middle',
  schema: z.object({
    watchedMs: z.number(),
    jobs: z.array(
      z.object({
        name: z.string(),
        /** Milliseconds since the job was given to the service. Absent when it never came to that. */
        startedMs: z.number().optional(),
        killedMs: z.number().optional(),
        endedMs: z.number().optional(),
        /** How often its effect was seen: messages that arrived, rows that were written, calls that were made. */
        effects: z.number(),
        /** Where the effect was counted: a table, a mail catcher, a stand-in for the partner. */
        countedIn: z.string(),
      }),
    ),
  }),
});
