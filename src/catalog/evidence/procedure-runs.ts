import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';
import { subject } from './documents.ts';

/** The commands of runbooks, deployment, backup and rollback instructions, run as they stand in a sandbox. */
export default defineEvidence({
  name: 'procedure-runs',
  kind: 'drill',
  about: 'the commands of documented procedures, run in a sandbox',
  schema: z.object({
    procedures: z.array(
      z.object({
        file: z.string(),
        section: z.object({ line: z.number(), text: z.string() }),
        subject,
        steps: z.array(
          z.object({
            line: z.number(),
            command: z.string(),
            /** Absent when it was stopped after its time limit. */
            exitCode: z.number().optional(),
            tookS: z.number(),
            /** The last lines of its output, redacted. */
            output: z.string().optional(),
            /** Not run, with the reason: another machine, a value to fill in. */
            skipped: z.string().optional(),
          }),
        ),
      }),
    ),
  }),
});
