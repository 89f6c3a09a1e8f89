import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

const request = z.object({
  url: z.string(),
  method: z.string(),
  kind: z.enum(['document', 'script', 'style', 'api', 'image', 'font', 'other']),
  /** Absent when nothing came back; `failure` then says why. */
  status: z.number().optional(),
  failure: z.string().optional(),
  thirdParty: z.boolean(),
  /** Plain HTTP on a page that came by HTTPS. */
  mixed: z.boolean(),
});
const visit = z.object({
  url: z.string(),
  path: z.string(),
  status: z.number(),
  /** After the network was quiet. */
  textLength: z.number(),
  elements: z.number(),
  consoleErrors: z.array(z.string()),
  pageErrors: z.array(z.string()),
  requests: z.array(request),
  /** How far the content reaches at each width of the window. */
  widths: z.array(z.object({ width: z.number(), contentWidth: z.number(), widest: z.string().optional() })),
  scripts: z.array(z.object({ url: z.string(), thirdParty: z.boolean(), integrity: z.boolean() })),
});
export type PageVisit = z.infer<typeof visit>;

export default defineEvidence({
  name: 'page-visits',
  kind: 'http',
  about: 'what a browser saw on the key pages',
  schema: z.object({ browser: z.string(), pages: z.array(visit) }),
});
