import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';
import { issueRef } from './issue-refs.ts';

export default defineEvidence({
  name: 'issue-states',
  about: 'the state at the code host of pull requests and issues that documents name as conditions',
  howToGet: 'set GITHUB_TOKEN and pass --forge',
  schema: z.object({
    refs: z.array(
      issueRef.extend({
        state: z.enum(['open', 'closed', 'merged', 'absent', 'elsewhere']),
        /** What the number turned out to be. */
        is: z.enum(['pull-request', 'issue']).optional(),
      }),
    ),
  }),
});
