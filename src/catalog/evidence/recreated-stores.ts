import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

/** A canary row is written, the container of the store is removed and made again, and the row is looked for. */
export default defineEvidence({
  name: 'recreated-stores',
  kind: 'drill',
  about: 'whether data was still there after the container of each store was made anew',
  schema: z.object({
    stores: z.array(
      z.object({
        service: z.string(),
        kind: z.string(),
        /** The canary could be read back before the container was removed: without that the rest says nothing. */
        writtenAndRead: z.boolean(),
        /** The old container was gone, by its id. */
        removed: z.boolean(),
        found: z.boolean(),
        volume: z.string().optional(),
      }),
    ),
  }),
});
