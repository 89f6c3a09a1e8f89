import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

const column = z.object({ table: z.string(), column: z.string() });

export default defineEvidence({
  name: 'schema-documentation',
  kind: 'db',
  about: 'the tables and columns of the live schema, and those that documents describe',
  schema: z.object({
    live: z.array(column),
    documented: z.array(column.extend({ file: z.string(), line: z.number() })),
  }),
});
