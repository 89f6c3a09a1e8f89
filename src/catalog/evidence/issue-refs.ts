import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

const ref = z.object({
  file: z.string(),
  line: z.number(),
  number: z.number(),
  /** Another repository, `owner/name`; absent for this one. */
  slug: z.string().optional(),
  kind: z.enum(['pull-request', 'issue', 'either']),
  /** A `condition` must be over before going live; an `action` is still to be done. */
  role: z.enum(['condition', 'action']),
  /** What the document waits for: `merged` in "[ ] PR #14 merged". */
  wants: z.enum(['merged', 'closed', 'unsaid']),
  says: z.enum(['done', 'open', 'partial']).optional(),
  text: z.string(),
  /** A commit whose subject names the number: a sign that it was merged. */
  commit: z.string().optional(),
  /** What the code host says; absent when it was not asked. */
  state: z.enum(['open', 'closed', 'merged', 'absent']).optional(),
  /** What the number turned out to be. */
  is: z.enum(['pull-request', 'issue']).optional(),
});
export type IssueRef = z.infer<typeof ref>;

export default defineEvidence({
  name: 'issue-refs',
  about: 'pull requests and issues that documents name as conditions or actions',
  schema: z.object({
    refs: z.array(ref),
    /** Why the code host was not asked; absent when it was. */
    unasked: z.string().optional(),
    skipped: z.array(z.object({ file: z.string(), because: z.string() })),
  }),
});
