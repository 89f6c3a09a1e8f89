import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

const run = z.object({
  purpose: z.enum(['typecheck', 'lint', 'format', 'build']),
  tool: z.string(),
  command: z.string(),
  folder: z.string(),
  /** Run on a fresh copy of committed files, with nothing but what the project's own install brought. */
  cleanCheckout: z.boolean(),
  exitCode: z.number(),
  /** Files it says it looked at; for a build, files it wrote. Absent when it does not say. */
  files: z.number().optional(),
  /** What it complained about first. */
  problems: z.array(z.object({ file: z.string(), line: z.number().optional(), says: z.string() })),
  /** Files of the repository that differ afterwards, or that a formatter would change. */
  changed: z.array(z.string()),
  /** Errors it printed and went on over. */
  ignored: z.array(z.string()),
  tookMs: z.number(),
});
export type ToolRun = z.infer<typeof run>;

/** A command that was not run, or whose failure says nothing about the code. */
export const notRun = z.object({ command: z.string(), folder: z.string(), because: z.string() });

export default defineEvidence({
  name: 'tool-runs',
  kind: 'repo-run',
  about: "what the project's own type checkers, linters, formatters and builds did",
  schema: z.object({
    runs: z.array(run),
    notRun: z.array(notRun.extend({ purpose: run.shape.purpose })).optional(),
  }),
});
