import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

export default defineEvidence({
  name: 'commit-hooks',
  about: 'git hooks that the repository sets up, and its convention for commit messages',
  schema: z.object({
    hooks: z.array(
      z.object({
        manager: z.enum(['pre-commit', 'husky', 'lefthook', 'lint-staged', 'simple-git-hooks', 'git']),
        file: z.string(),
        line: z.number(),
        id: z.string(),
        /** pre-commit, commit-msg, pre-push … */
        stage: z.string(),
        /** Programs that it runs, scripts followed; empty when it is not known. */
        programs: z.array(z.string()),
        /** Files of the repository that it runs. */
        files: z.array(z.string()),
        /** Small repairs such as trailing whitespace, which only the hook manager itself offers. */
        tidies: z.boolean(),
      }),
    ),
    /** The hook service that runs them on proposals by itself. */
    service: z.object({ file: z.string(), line: z.number() }).optional(),
    conventions: z.array(
      z.object({ file: z.string(), line: z.number(), tool: z.string(), conventional: z.boolean() }),
    ),
    skipped: z.array(z.object({ file: z.string(), because: z.string() })),
  }),
});
