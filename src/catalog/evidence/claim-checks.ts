import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

const check = z.object({
  document: z.string(),
  line: z.number(),
  /**
   * `lines` is the length of a file, `count` the number of things, `reference` a pull request or an issue; `stated` is
   * what another line of the document says, `report` what a committed report measured.
   */
  kind: z.enum(['path', 'script', 'lines', 'count', 'address', 'reference', 'stated', 'report']),
  /** As the line names it: `scripts/backup.sh`, `npm run test:e2e`, `50+ endpoints`. */
  named: z.string(),
  holds: z.enum(['yes', 'no', 'cannot-tell']),
  /** What was seen, or why it cannot be told. */
  says: z.string(),
  /** A command for the root of the repository that shows it. */
  see: z.string().optional(),
});
export type ClaimCheck = z.infer<typeof check>;

/** No audit judges it: `claims` answers lines by it that name a thing or count things. */
export default defineEvidence({
  name: 'claim-checks',
  about: 'whether the files, scripts and numbers are there that lines of readiness documents name',
  schema: z.object({
    checks: z.array(check),
    /** The day of the first commit, YYYY-MM-DD; absent where the history is cut or there is none. */
    firstCommit: z.string().optional(),
  }),
});
