import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

export default defineEvidence({
  name: 'git-history',
  about: 'the recent commits, tags and branches',
  howToGet: 'inspect a git clone with its history (git fetch --unshallow --tags)',
  schema: z.object({
    head: z.object({ commit: z.string(), branch: z.string().optional(), shallow: z.boolean() }),
    /** Newest first, at most 500; `bot` for commits by the known addresses of update bots. */
    commits: z.array(
      z.object({
        hash: z.string(),
        date: z.string(),
        subject: z.string(),
        author: z.string(),
        parents: z.number(),
        bot: z.enum(['dependabot', 'renovate', 'github-actions', 'pre-commit-ci']).optional(),
      }),
    ),
    /** False when there are older commits than those listed. */
    complete: z.boolean(),
    tags: z.array(z.object({ name: z.string(), commit: z.string(), date: z.string() })),
    branches: z.array(z.string()),
    origin: z.object({ host: z.string(), slug: z.string() }).optional(),
  }),
});
