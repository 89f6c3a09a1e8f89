import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';
import { looked, place } from '../source/facts.ts';

export const envRead = z.object({
  ...place,
  name: z.string(),
  language: z.string(),
  /** `required`: the code stops or throws without it; `default`: it has one; `optional`: it reads on without. */
  absent: z.enum(['required', 'default', 'optional', 'unknown']),
  /** How it is read: process.env, os.environ, settings class, schema … */
  how: z.string(),
});
export type EnvRead = z.infer<typeof envRead>;

export default defineEvidence({
  name: 'env-read',
  about: 'the environment variables that the code reads',
  schema: z.object({
    reads: z.array(envRead),
    /** Reads whose name is worked out at run time, or settings classes that take any name. */
    dynamic: z.array(z.object({ ...place, note: z.string() })),
    looked,
  }),
});
