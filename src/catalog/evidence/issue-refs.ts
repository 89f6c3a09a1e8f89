import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

export const issueRef = z.object({
  file: z.string(),
  line: z.number(),
  number: z.number(),
  /** Another repository, `owner/name`; absent for this one. */
  slug: z.string().optional(),
  kind: z.enum(['pull-request', 'issue', 'either']),
  /** What the document waits for: `merged` in "[ ] PR #14 merged". */
  wants: z.enum(['merged', 'closed', 'unsaid']),
  says: z.enum(['done', 'open', 'partial']).optional(),
  text: z.string(),
  /** A commit whose subject names the number: a sign that it was merged. */
  commit: z.string().optional(),
});

export default defineEvidence({
  name: 'issue-refs',
  about: 'pull requests and issues that documents name as conditions',
  schema: z.object({
    refs: z.array(issueRef),
    skipped: z.array(z.object({ file: z.string(), because: z.string() })),
  }),
});
