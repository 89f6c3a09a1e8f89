import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

const link = z.object({
  file: z.string(),
  line: z.number(),
  /** As written, without its query. */
  target: z.string(),
  to: z.enum(['file', 'anchor', 'web', 'site']),
  /**
   * `resolves` and `broken` were looked up in the repository, or asked on the web; `blank` was never filled in;
   * `undecided` says why nobody can tell from here.
   */
  state: z.enum(['resolves', 'broken', 'blank', 'unasked', 'undecided']),
  because: z.string().optional(),
});
export type DocumentLink = z.infer<typeof link>;

export default defineEvidence({
  name: 'links',
  about: 'the links of the documents and whether they lead anywhere',
  schema: z.object({
    /** Links that resolve inside the repository are only counted. */
    resolved: z.number(),
    links: z.array(link),
    skipped: z.array(z.object({ file: z.string(), because: z.string() })),
  }),
});
