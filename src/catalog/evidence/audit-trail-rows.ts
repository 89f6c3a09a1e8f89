import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

/** Whoever brings this acts through the service, looks into the database, and then tries to edit what it found. */
export default defineEvidence({
  name: 'audit-trail-rows',
  kind: 'db',
  about:
    'the rows that privileged changes left in the database, and what became of them when they were edited',
  schema: z.object({
    changes: z.array(
      z.object({
        method: z.string(),
        route: z.string(),
        /** Which made-up person sent it: `admin`, `sponsor`. */
        as: z.string(),
        /** Absent when nothing came back. */
        status: z.number().optional(),
        /** Rows that were not there before, but for the one that was changed. */
        newRows: z.array(
          z.object({
            table: z.string(),
            /** Columns that hold the id, name or address of whoever sent the request. */
            actorIn: z.array(z.string()),
            /** Columns that hold the id of what was changed. */
            objectIn: z.array(z.string()),
            /** Columns that hold a time within the request. */
            timeIn: z.array(z.string()),
          }),
        ),
      }),
    ),
    edits: z.array(
      z.object({
        table: z.string(),
        /** The role of the database that tried: that of the running service, of its migrations. */
        role: z.string(),
        act: z.enum(['update', 'delete', 'truncate']),
        /** The answer of the database, as SQLSTATE, when it refused. */
        refused: z.string().optional(),
        /** The row when it was read again as a superuser. */
        rowIs: z.enum(['as-before', 'changed', 'gone']),
      }),
    ),
  }),
});
