import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

/** The service is asked with planted values; then its own output is read. */
export default defineEvidence({
  name: 'log-lines',
  kind: 'repo-run',
  about: 'what the service wrote to its log while it was asked',
  schema: z.object({
    requests: z.number(),
    requestId: z.string(),
    /** The id came back in a header of the answer; sent as X-Request-Id, X-Correlation-Id and traceparent. */
    echoed: z.boolean(),
    /** Lines that were written while it was asked, blank ones apart; what it prints at the start is not counted. */
    lines: z.number(),
    jsonLines: z.number(),
    /** JSON lines with a time, a level and a message. */
    wholeLines: z.number(),
    /** First lines that are not JSON, cut to 200 characters. */
    plain: z.array(z.string()),
    linesWithRequestId: z.number(),
    /** Planted values that were found in the log again, by what they stand for. */
    leaked: z.array(z.object({ planted: z.string(), line: z.number() })),
    /** What was really taken in: a body that no route read cannot leak. */
    planted: z.array(z.string()),
  }),
});
