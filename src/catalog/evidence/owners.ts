import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

const owner = z.object({
  name: z.string(),
  kind: z.enum(['user', 'team', 'email', 'role', 'text']),
  /** A name out of a template: @tech-lead, @your-org/team, @username. */
  placeholder: z.boolean(),
  /** `active` committed lately or is known to the code host; `unknown-there` is refused by it; else nobody asked. */
  account: z.enum(['active', 'unknown-there', 'unasked']),
});

const rule = z.object({
  line: z.number(),
  pattern: z.string(),
  owners: z.array(owner),
  /** How many files of the repository the pattern matches, and how many this rule decides (the last match wins). */
  matches: z.number(),
  decides: z.number(),
});

const file = z.object({
  file: z.string(),
  kind: z.enum(['codeowners', 'owners', 'backstage', 'service-record', 'maintainers']),
  /** False for a CODEOWNERS that stands where the code host does not look, or behind one that wins. */
  used: z.boolean(),
  rules: z.array(rule),
  problems: z.array(z.object({ line: z.number(), says: z.string() })),
});
export type OwnersFile = z.infer<typeof file>;

export default defineEvidence({
  name: 'owners',
  about: 'who owns which path',
  schema: z.object({
    files: z.array(file),
    /** Files that no rule gives an owner, of how many that were looked at. */
    uncovered: z.object({ files: z.number(), of: z.number(), examples: z.array(z.string()) }),
    skipped: z.array(z.object({ file: z.string(), because: z.string() })),
  }),
});
