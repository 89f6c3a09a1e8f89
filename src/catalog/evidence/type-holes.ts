import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';
import { looked, place } from '../source/facts.ts';

export const typedProject = z.object({
  folder: z.string(),
  language: z.enum(['typescript', 'python']),
  checker: z.object({
    name: z.string(),
    strict: z.enum(['on', 'off', 'partly', 'unknown']),
    ...place,
    /** Settings that take strictness away again. */
    undone: z.array(z.object({ ...place, setting: z.string() })),
  }),
  /** Functions and methods with a body, and how many of them lack types of parameters or results. */
  functions: z.number(),
  untyped: z.number(),
  /** Uses of any (or Any) as a type. */
  anys: z.number(),
  lines: z.number(),
  examples: z.array(z.object({ ...place, note: z.string() })),
});
export type TypedProject = z.infer<typeof typedProject>;

export default defineEvidence({
  name: 'type-holes',
  about: 'how strictly the code is typed: settings of the checker, untyped functions, any',
  schema: z.object({
    projects: z.array(typedProject),
    /** Files by language, tests and the like left out. */
    languages: z.record(z.string(), z.number()),
    looked,
  }),
});
