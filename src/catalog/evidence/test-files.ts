import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

export const testKind = z.enum(['unit', 'integration', 'api', 'component', 'e2e', 'contract', 'performance']);

const place = z.object({ line: z.number(), note: z.string() });

const testFile = z.object({
  file: z.string(),
  folder: z.string(),
  language: z.string(),
  kind: testKind,
  /** Why it counts as that kind: an import or the folder it stands in. */
  kindBecause: z.string(),
  /** Numbers by syntax tree, or by line patterns where there is no grammar; absent when not counted. */
  cases: z.number().optional(),
  assertions: z.number().optional(),
  skipped: z.array(place),
  focused: z.array(place),
  /** Cases whose body asserts nothing that can be seen (helpers that assert are not followed). */
  silent: z.array(place),
  /** Requests the test sends to the service: method and path as written. */
  requests: z.array(z.object({ method: z.string(), path: z.string(), line: z.number() })),
  /** HTTP status codes asserted. */
  statuses: z.array(z.object({ status: z.number(), line: z.number() })),
});
export type TestFile = z.infer<typeof testFile>;

export default defineEvidence({
  name: 'test-files',
  about: 'test files with their cases and assertions',
  schema: z.object({
    files: z.array(testFile),
    /** Test files that were not looked into, and why. */
    skipped: z.array(z.object({ file: z.string(), because: z.string() })),
  }),
});
