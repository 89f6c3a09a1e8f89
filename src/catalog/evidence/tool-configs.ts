import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

const tool = z.object({
  /** eslint, prettier, tsc, mypy, vitest, pytest, coverage … */
  tool: z.string(),
  role: z.enum([
    'linter',
    'formatter',
    'type-checker',
    'test-runner',
    'coverage',
    'load-test',
    'hooks',
    'build',
  ]),
  file: z.string(),
  folder: z.string(),
  aside: z.boolean(),
  line: z.number(),
  /** Settings that matter for a judgement, by dotted path: compilerOptions.strict, coverage.lines … */
  settings: z.array(
    z.object({ key: z.string(), value: z.union([z.string(), z.number(), z.boolean()]), line: z.number() }),
  ),
  /** Files or packages it builds on (extends, presets); settings there are not resolved. */
  extends: z.array(z.string()),
  /** False when the file is code or could not be parsed: absent settings then mean nothing. */
  complete: z.boolean(),
});
export type ToolConfig = z.infer<typeof tool>;

export default defineEvidence({
  name: 'tool-configs',
  about: 'configuration of linters, formatters, type checkers, test runners and coverage',
  schema: z.object({
    tools: z.array(tool),
    skipped: z.array(z.object({ file: z.string(), because: z.string() })),
  }),
});
