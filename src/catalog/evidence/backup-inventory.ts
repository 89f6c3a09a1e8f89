import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

/** The backup store is listed, and the newest artefact is opened with its own tool. */
export default defineEvidence({
  name: 'backup-inventory',
  kind: 'drill',
  about: 'the backups that are really there, their ages and sizes, and whether the newest can be opened',
  schema: z.object({
    at: z.string(),
    /** The job is switched on where it runs, as far as its scheduler tells. */
    scheduled: z.boolean().optional(),
    artefacts: z.array(
      z.object({ name: z.string(), at: z.string(), sizeBytes: z.number(), store: z.string() }),
    ),
    newest: z
      .object({
        name: z.string(),
        opened: z.boolean(),
        because: z.string().optional(),
        /** Tables, collections or files that its table of contents lists. */
        parts: z.number(),
        checksumMatches: z.boolean().optional(),
      })
      .optional(),
  }),
});
