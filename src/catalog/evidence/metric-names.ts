import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

const place = { file: z.string(), line: z.number() };

export default defineEvidence({
  name: 'metric-names',
  about: 'the metrics that the code registers',
  schema: z.object({
    metrics: z.array(
      z.object({
        ...place,
        name: z.string(),
        kind: z.enum(['counter', 'gauge', 'histogram', 'summary', 'unknown']),
      }),
    ),
    /** Registrations whose name is put together at run time: the list above is then not complete. */
    computed: z.array(z.object({ ...place, note: z.string() })),
    /** Libraries that register metrics of their own when used: default process metrics, HTTP middleware. */
    automatic: z.array(z.object({ ...place, library: z.string() })),
    /** Languages of the repository that nothing here can read: their code may register more. */
    notUnderstood: z.array(z.string()),
    files: z.number(),
    skipped: z.array(z.object({ file: z.string(), because: z.string() })),
  }),
});
