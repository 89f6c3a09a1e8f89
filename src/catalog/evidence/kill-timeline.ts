import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

/** The process of the service is killed (SIGKILL) while it is asked continuously; what starts it again is the platform's. */
export default defineEvidence({
  name: 'kill-timeline',
  kind: 'drill',
  about: 'how long the service was away after its process was killed',
  schema: z.object({
    /** What restarts it in this run: compose, systemd, kubernetes, a process manager. */
    restartedBy: z.string().optional(),
    instances: z.number(),
    watchedMs: z.number(),
    kills: z.array(
      z.object({
        atMs: z.number(),
        /** First answer below 400 after the kill; absent when none came while it was watched. */
        servingAgainMs: z.number().optional(),
        /** The instance itself was back, by a new process id. */
        newProcess: z.boolean(),
      }),
    ),
  }),
});
