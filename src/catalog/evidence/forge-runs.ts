import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';
import { forgeHowTo } from '../forge-howto.ts';

export default defineEvidence({
  name: 'forge-runs',
  about: 'the latest workflow runs as the code host records them',
  howToGet: forgeHowTo,
  schema: z.object({
    defaultBranch: z.string(),
    /** Newest first, at most 100: of the default branch, and of tags and releases. */
    runs: z.array(
      z.object({
        workflow: z.string(),
        name: z.string(),
        event: z.string(),
        branch: z.string().optional(),
        commit: z.string(),
        status: z.string(),
        conclusion: z.string().optional(),
        /** When the commit was made, the run began and the run ended; ISO 8601. */
        committedAt: z.string().optional(),
        startedAt: z.string(),
        endedAt: z.string(),
        attempt: z.number(),
        url: z.string(),
      }),
    ),
    /** False when older runs were not asked for. */
    complete: z.boolean(),
  }),
});
