import { z } from 'zod';

/** Where a fact stands in the code. */
export const place = { file: z.string(), line: z.number() };

/** How much of the code was looked through. Whoever wants to say "there is none" must look here first. */
export const looked = z.object({
  /** Files whose text was searched. */
  files: z.number(),
  /** Files that are there and were not, or not wholly, understood. */
  skipped: z.array(z.object({ file: z.string(), because: z.string() })),
  /** Languages of the repository that nothing here can read, with the number of their files. */
  notUnderstood: z.array(z.object({ language: z.string(), files: z.number(), example: z.string() })),
});
export type Looked = z.infer<typeof looked>;

/**
 * A value as far as the code tells it. Besides plain values: `<env NAME>` comes from the environment,
 * `<list of N>` is a list, `<code>` is worked out at run time, `<secret>` is a literal that is not kept.
 */
const option = z.union([z.string(), z.number(), z.boolean()]);
export type Option = z.infer<typeof option>;

/** Something that a library or framework is told to do, as the code or its configuration file says it. */
export const setUp = z.object({
  ...place,
  library: z.string(),
  /** What this place does: create, register, configure, use … */
  does: z.string(),
  options: z.record(z.string(), option),
  /** False when some options come from elsewhere: what is not in `options` may still be set. */
  complete: z.boolean(),
});
export type SetUp = z.infer<typeof setUp>;

export const setUps = z.object({ found: z.array(setUp), looked });
export type SetUps = z.infer<typeof setUps>;
