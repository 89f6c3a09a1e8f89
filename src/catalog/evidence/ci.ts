import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';
import { body, ciSystem, pipeline } from '../ci/model.ts';

export default defineEvidence({
  name: 'ci',
  about: 'the CI pipelines, their jobs and what each step really does',
  schema: z.object({
    /** Every configuration seen; those not understood have no pipeline, and audits about what is absent abstain. */
    systems: z.array(z.object({ system: ciSystem, file: z.string(), understood: z.boolean() })),
    pipelines: z.array(pipeline),
    bodies: z.array(body),
    /** What a pipeline brings in from elsewhere (remote includes, orbs, workflows of other repositories): not read. */
    elsewhere: z.array(z.object({ file: z.string(), line: z.number(), what: z.string() })),
    /** What is wrong with a pipeline's form, by the system's own rules. */
    problems: z.array(
      z.object({ file: z.string(), line: z.number(), kind: z.string(), about: z.string(), says: z.string() }),
    ),
    /** Files whose form was held against those rules. */
    validated: z.array(z.string()),
    skipped: z.array(z.object({ file: z.string(), because: z.string() })),
  }),
});
