import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';
import { forgeHowTo } from '../forge-howto.ts';

export default defineEvidence({
  name: 'forge-code-scanning',
  about: 'static analyses that the code host received, and their open alerts',
  howToGet: forgeHowTo,
  schema: z.object({
    defaultBranch: z.string(),
    url: z.string(),
    /** The latest commits of the default branch, newest first. */
    merges: z.array(z.object({ commit: z.string(), date: z.string(), url: z.string() })),
    /** `absent`: the host has no analysis of this repository. */
    analyses: z.union([
      z.literal('absent'),
      z.array(
        z.object({
          tool: z.string(),
          commit: z.string(),
          ref: z.string(),
          at: z.string(),
          error: z.string(),
        }),
      ),
    ]),
    /** Commits among the merges for which a check run of a scanner is recorded, by another way than an upload. */
    checkedBy: z.array(z.object({ commit: z.string(), check: z.string(), conclusion: z.string() })),
    openAlerts: z.array(
      z.object({
        number: z.number(),
        rule: z.string(),
        severity: z.string(),
        tool: z.string(),
        since: z.string(),
        url: z.string(),
      }),
    ),
  }),
});
