import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

const page = z.object({
  kind: z.enum(['privacy', 'terms']),
  /** How it was found: a link on the start page, or a usual address. */
  foundBy: z.enum(['link', 'usual-address']),
  url: z.string(),
  status: z.number(),
  contentType: z.string().optional(),
  words: z.number(),
  /** A date in the text near words like "effective" or "last updated", YYYY-MM-DD. */
  dated: z.string().optional(),
  /** Blanks of a template found in the text. */
  blanks: z.array(z.string()),
});

export type LegalPage = z.infer<typeof page>;

export default defineEvidence({
  name: 'legal-pages',
  kind: 'http',
  about: 'the privacy and terms pages as the service answers them',
  schema: z.object({
    startUrl: z.string(),
    /** Links of the start page that name privacy or terms, answered or not. */
    pages: z.array(page),
    /** Usual addresses that were tried without an answer of 200. */
    tried: z.array(z.object({ url: z.string(), status: z.number() })),
  }),
});
