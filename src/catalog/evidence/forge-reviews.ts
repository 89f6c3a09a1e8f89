import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';
import { forgeHowTo } from '../forge-howto.ts';

export default defineEvidence({
  name: 'forge-reviews',
  about: 'how the latest changes of the default branch were reviewed',
  howToGet: forgeHowTo,
  schema: z.object({
    defaultBranch: z.string(),
    /** Newest first: a pull request, or a commit that came without one. Bots' own changes are marked. */
    changes: z.array(
      z.object({
        commit: z.string(),
        url: z.string(),
        pull: z.number().optional(),
        byBot: z.boolean(),
        /** Approvals by somebody other than the author. */
        approvals: z.number(),
        mergedAt: z.string().optional(),
      }),
    ),
  }),
});
