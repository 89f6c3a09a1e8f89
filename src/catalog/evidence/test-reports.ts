import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

const share = z.object({ covered: z.number(), total: z.number(), percent: z.number() });

const report = z.object({
  file: z.string(),
  folder: z.string(),
  format: z.enum([
    'junit',
    'istanbul',
    'istanbul-summary',
    'lcov',
    'cobertura',
    'jacoco',
    'clover',
    'coverage.py',
  ]),
  /** ISO 8601, when the report says when it was written. */
  writtenAt: z.string().optional(),
  tests: z
    .object({ executed: z.number(), failed: z.number(), errors: z.number(), skipped: z.number() })
    .optional(),
  coverage: z
    .object({
      lines: share.optional(),
      branches: share.optional(),
      functions: share.optional(),
      statements: share.optional(),
      files: z.number(),
    })
    .optional(),
});
export type TestReport = z.infer<typeof report>;

export default defineEvidence({
  name: 'test-reports',
  about: 'committed reports of test runs and coverage',
  schema: z.object({
    reports: z.array(report),
    skipped: z.array(z.object({ file: z.string(), because: z.string() })),
  }),
});
