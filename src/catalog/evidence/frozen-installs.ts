import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

export const install = z.object({
  lockfile: z.string(),
  /** As it was run: `npm ci`, `uv sync --locked`, `bundle install` with BUNDLE_FROZEN … */
  command: z.string(),
  exitCode: z.number(),
  /** Files of the repository that differ afterwards. */
  changed: z.array(z.string()),
  installed: z.number(),
  tookMs: z.number(),
  /** The last lines it printed, redacted. */
  tail: z.array(z.string()),
});
export type FrozenInstall = z.infer<typeof install>;

export default defineEvidence({
  name: 'frozen-installs',
  kind: 'repo-run',
  about: 'what installing exactly the locked packages did',
  schema: z.object({ installs: z.array(install) }),
});
