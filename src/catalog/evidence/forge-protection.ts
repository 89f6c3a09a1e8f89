import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';
import { forgeHowTo } from '../forge-howto.ts';

export default defineEvidence({
  name: 'forge-protection',
  about: 'the rules that protect the default branch on the code host',
  howToGet: forgeHowTo,
  schema: z.object({
    defaultBranch: z.string(),
    url: z.string(),
    /** Which kinds of rule could be read; a kind that the token may not read proves nothing. */
    classic: z.enum(['present', 'absent', 'unreadable']),
    rulesets: z.enum(['present', 'absent', 'unreadable']),
    /** Names of checks that must succeed before a merge. */
    requiredChecks: z.array(z.string()),
    /** Undefined where it could not be read. */
    appliesToAdmins: z.boolean().optional(),
    requiredApprovals: z.number(),
    forbidsForcePush: z.boolean(),
    forbidsDeletion: z.boolean(),
  }),
});
