import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';
import { looked } from '../source/facts.ts';

export default defineEvidence({
  name: 'unreferenced-modules',
  about: 'source files that nothing in the repository imports, names or loads by folder',
  schema: z.object({
    /** Only files of languages whose modules are imported by name: JavaScript, TypeScript, Python. */
    files: z.array(z.string()),
    looked,
  }),
});
