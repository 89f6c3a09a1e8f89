import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

export default defineEvidence({
  name: 'security-policy',
  about: 'the security policy and security.txt',
  schema: z.object({
    policies: z.array(
      z.object({
        file: z.string(),
        /** Lines that hold an address, a link or a form to report to; fill-in blanks do not count. */
        contacts: z.array(
          z.object({
            line: z.number(),
            kind: z.enum(['email', 'link', 'security-txt']),
            placeholder: z.boolean(),
          }),
        ),
      }),
    ),
    securityTxt: z.array(
      z.object({
        file: z.string(),
        hasContact: z.boolean(),
        expires: z.string().optional(),
        expiresLine: z.number().optional(),
      }),
    ),
  }),
});
