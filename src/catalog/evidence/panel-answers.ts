import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

export default defineEvidence({
  name: 'panel-answers',
  kind: 'http',
  about: 'what the query of each dashboard panel returned',
  schema: z.object({
    panels: z.array(
      z.object({
        dashboard: z.string(),
        file: z.string().optional(),
        line: z.number().optional(),
        panel: z.string(),
        queries: z.array(z.object({ series: z.number(), error: z.string().optional() })),
        /** Empty is good news for this panel: it shows errors or alerts only when there are some. */
        mayBeEmpty: z.boolean(),
      }),
    ),
  }),
});
