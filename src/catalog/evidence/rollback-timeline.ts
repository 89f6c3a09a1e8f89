import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

/** The release N is live; the documented way back to N−1 is taken, under load. */
export default defineEvidence({
  name: 'rollback-timeline',
  kind: 'drill',
  about: 'how long the documented way back to the release before took',
  schema: z.object({
    from: z.string(),
    to: z.string(),
    /** The document or workflow that was followed. */
    followed: z.object({ file: z.string(), line: z.number() }).optional(),
    /** What the documents claim; the strictest. */
    claimedMs: z.number().optional(),
    /** From the decision to the last answer by the version that was taken back; absent when it never ended. */
    lastAnswerByNewMs: z.number().optional(),
    /** What the version endpoint said at the end. */
    versionAtEnd: z.string().optional(),
    sent: z.number(),
    failed: z.number(),
    watchedMs: z.number(),
  }),
});
