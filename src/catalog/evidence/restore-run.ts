import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

/** The newest backup is restored into an empty scratch store of the same version and compared with the source. */
export default defineEvidence({
  name: 'restore-run',
  kind: 'drill',
  about: 'what came of restoring the newest backup into scratch',
  schema: z.object({
    backup: z.string(),
    backupAt: z.string(),
    restoredAt: z.string(),
    /** The target had no table before. */
    targetWasEmpty: z.boolean(),
    exitCode: z.number(),
    errors: z.array(z.string()),
    /** From the order to restore until the application answered on it. */
    tookMs: z.number(),
    claimedRtoMs: z.number().optional(),
    claimedRpoMs: z.number().optional(),
    tables: z.array(
      z.object({
        table: z.string(),
        rows: z.number(),
        sourceRows: z.number(),
        /** Digest over ordered content equals that of the snapshot that was dumped. */
        digestMatches: z.boolean().optional(),
      }),
    ),
    /** Newest time stamp in the restored rows. */
    newestRowAt: z.string().optional(),
    pendingMigrations: z.number().optional(),
    applicationAnswered: z.boolean().optional(),
  }),
});
