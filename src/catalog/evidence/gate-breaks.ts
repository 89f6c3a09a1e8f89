import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

export default defineEvidence({
  name: 'gate-breaks',
  kind: 'drill',
  about: 'what the gate said before and after an assertion was broken in a throw-away copy',
  schema: z.object({
    /** The commands of the gate, as the pipeline runs them. */
    gate: z.array(z.string()),
    exitBefore: z.number(),
    breaks: z.array(
      z.object({
        file: z.string(),
        line: z.number(),
        /** What was changed: "expect(total).toBe(3) → expect(total).not.toBe(3)". */
        change: z.string(),
        exitAfter: z.number(),
      }),
    ),
  }),
});
