import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';
import { looked, place } from '../source/facts.ts';

export default defineEvidence({
  name: 'sql-strings',
  about: 'SQL that is put together from strings',
  schema: z.object({
    built: z.array(
      z.object({
        ...place,
        how: z.enum(['concatenation', 'interpolation', 'format']),
        /** The call that runs it: db.query, cursor.execute. */
        sink: z.string(),
        /** `request`: a part is read from the request in the same function; `variable`: it may be anything. */
        part: z.enum(['request', 'variable']),
        /** The part, as written. */
        text: z.string(),
      }),
    ),
    /** Statements that are constant or have placeholders. */
    constant: z.number(),
    /** Calls that run a statement which this file does not show. */
    opaque: z.array(z.object({ ...place, sink: z.string() })),
    looked,
  }),
});
