import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';
import { suiteRun } from './suite-runs.ts';
import { testKind } from './test-files.ts';
import { notRun } from './tool-runs.ts';

const place = z.object({ file: z.string(), line: z.number(), note: z.string() });

export default defineEvidence({
  name: 'suite-state',
  about: 'the tests in the repository by kind, and what running them did where they were run',
  schema: z.object({
    kinds: z.array(
      z.object({
        kind: testKind,
        files: z.number(),
        cases: z.number(),
        skipped: z.number(),
        /** The file with most cases. */
        largest: z.string(),
      }),
    ),
    assertions: z.number(),
    /** Cases that keep all others of their file from running. */
    focused: z.array(place),
    /** Languages of the code for which tests cannot be found here; then none found means nothing. */
    unread: z.array(z.string()),
    /** True when the repository has code of its own. */
    hasCode: z.boolean(),
    /** Absent when nothing was run. */
    runs: z.array(suiteRun).optional(),
    notRun: z.array(notRun).optional(),
  }),
});
