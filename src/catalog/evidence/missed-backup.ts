import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

/** One backup is skipped or made to fail, and the receivers are watched. */
export default defineEvidence({
  name: 'missed-backup',
  kind: 'drill',
  about: 'whether anybody is told when a backup does not happen',
  schema: z.object({
    attempts: z.array(
      z.object({
        how: z.enum(['skipped', 'failed', 'empty']),
        /** After the backup should have been there. */
        receivedMs: z.number().optional(),
        human: z.boolean(),
      }),
    ),
    watchedMs: z.number(),
  }),
});
