import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

export default defineEvidence({
  name: 'browser-flows',
  kind: 'http',
  about: 'the key flow in several browser engines',
  schema: z.object({
    flow: z.string(),
    browsers: z.array(
      z.object({
        engine: z.enum(['chromium', 'firefox', 'webkit']),
        version: z.string(),
        steps: z.number(),
        /** The step that did not work, and what was seen. */
        failed: z.object({ step: z.string(), url: z.string(), says: z.string() }).optional(),
      }),
    ),
  }),
});
