import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

const contact = z.object({
  file: z.string(),
  line: z.number(),
  /** "On-Call Engineer", "Infrastructure Team". */
  role: z.string(),
  /** A way to reach somebody, a name without one, or a blank that was never filled in. */
  reach: z.enum(['address', 'name-only', 'blank']),
  standing: z.enum(['current', 'archive', 'form', 'example']),
  /** A test page sent to it; brought by a drill only. */
  testPage: z.object({ sentAt: z.string(), answeredAt: z.string().optional() }).optional(),
});

export default defineEvidence({
  name: 'contacts',
  about: 'the on-call and emergency contacts that documents name',
  schema: z.object({
    contacts: z.array(contact),
    skipped: z.array(z.object({ file: z.string(), because: z.string() })),
  }),
});
