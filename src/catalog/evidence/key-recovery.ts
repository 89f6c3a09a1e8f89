import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

/** On a machine without any key of the backup host, a person or an escrow hands over the key, and one backup is opened. */
export default defineEvidence({
  name: 'key-recovery',
  kind: 'drill',
  about: 'whether an encrypted backup can be opened with a key that does not live on the backup host only',
  schema: z.object({
    encrypted: z.boolean(),
    /** The wrong key was refused: the artefact is encrypted in truth. */
    wrongKeyRefused: z.boolean(),
    /** Where the key came from. */
    keySource: z.enum(['escrow', 'second-person', 'hardware', 'backup-host', 'none']),
    opened: z.boolean(),
    because: z.string().optional(),
  }),
});
