import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

/** Snippets of documents that call the API, run against the service in a sandbox. */
export default defineEvidence({
  name: 'example-runs',
  kind: 'repo-run',
  about: 'the client examples of the documents, run against the service',
  schema: z.object({
    examples: z.array(
      z.object({
        file: z.string(),
        line: z.number(),
        /** `curl`, `js`, `python`. */
        language: z.string(),
        /** Requests that reached the service while it ran. */
        requests: z.array(z.object({ method: z.string(), path: z.string(), status: z.number() })),
        exitCode: z.number().optional(),
        /** Not run, with the reason. */
        skipped: z.string().optional(),
      }),
    ),
  }),
});
