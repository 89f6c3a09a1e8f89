import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';
import { forgeHowTo } from '../forge-howto.ts';

export default defineEvidence({
  name: 'forge-environments',
  about: 'the deployment environments of the code host and who has to approve',
  howToGet: forgeHowTo,
  schema: z.object({
    url: z.string(),
    environments: z.array(
      z.object({
        name: z.string(),
        /** People or teams of whom one has to approve. */
        reviewers: z.number(),
        /** Whoever started the deployment may not approve it. */
        preventsSelfReview: z.boolean(),
        adminsMayBypass: z.boolean(),
      }),
    ),
  }),
});
