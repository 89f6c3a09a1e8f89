import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

const figure = z.object({
  line: z.number(),
  text: z.string(),
  /** Seconds; absent when the line names the goal and no time. */
  seconds: z.number().optional(),
});

const plan = z.object({
  file: z.string(),
  line: z.number(),
  title: z.string(),
  standing: z.enum(['current', 'archive', 'form', 'example']),
  words: z.number(),
  steps: z.number(),
  recoveryTime: z.array(figure),
  recoveryPoint: z.array(figure),
  /** Who decides and acts. */
  roles: z.array(z.object({ line: z.number(), text: z.string(), placeholder: z.boolean() })),
});
export type RecoveryPlan = z.infer<typeof plan>;

export default defineEvidence({
  name: 'recovery-plans',
  about: 'the disaster recovery plans and what they fix',
  schema: z.object({
    plans: z.array(plan),
    skipped: z.array(z.object({ file: z.string(), because: z.string() })),
  }),
});
