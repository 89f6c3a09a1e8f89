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

/** A lock file whose install says nothing about it: no tool here, no registry, another fault. */
export const notInstalled = z.object({ lockfile: z.string(), command: z.string(), because: z.string() });

export default defineEvidence({
  name: 'frozen-installs',
  kind: 'repo-run',
  about: 'what installing exactly the locked packages did',
  schema: z.object({ installs: z.array(install), notInstalled: z.array(notInstalled).optional() }),
});
