import { z } from 'zod';
import { defineEvidence } from '../../kit/evidence.ts';

const figure = z.object({
  /** `score` is n of a whole (95/100), `grade` a letter, `share` a percentage, `measure` a number with a unit. */
  kind: z.enum(['score', 'grade', 'share', 'measure', 'count']),
  text: z.string(),
  value: z.number(),
  of: z.number().optional(),
  unit: z.string().optional(),
  bound: z.enum(['below', 'above', 'about']).optional(),
});

const claim = z.object({
  line: z.number(),
  text: z.string(),
  under: z.array(z.string()),
  form: z.enum(['heading', 'item', 'step', 'row', 'prose', 'quote', 'field', 'tree']),
  box: z.enum(['ticked', 'empty']).optional(),
  /** What the line says was reached; absent when it only names something. */
  says: z.enum(['done', 'open', 'partial']).optional(),
  /** `says` comes from a heading or list item above. */
  inherited: z.boolean(),
  figures: z.array(figure),
  /** A statement about the whole: "PRODUCTION READY", "not ready", "ready with monitoring". */
  verdict: z.enum(['ready', 'ready-with-conditions', 'not-ready', 'complete']).optional(),
  /** Severity of an open issue that the line states: "Priority: HIGH". */
  priority: z.enum(['critical', 'high', 'medium', 'low']).optional(),
  /** A blank that nobody filled in: "[Contact info]", "TBD". */
  blank: z.boolean(),
  /** Why nobody could prove it, however hard they tried. */
  unprovable: z.string().optional(),
});
export type ReadinessClaim = z.infer<typeof claim>;

export default defineEvidence({
  name: 'readiness-claims',
  about: 'what the readiness documents say was reached, line by line',
  schema: z.object({
    documents: z.array(
      z.object({
        file: z.string(),
        standing: z.enum(['current', 'archive', 'form', 'example']),
        claims: z.array(claim),
        /** The newest date it states about itself, YYYY-MM-DD. */
        dated: z.string().optional(),
      }),
    ),
    skipped: z.array(z.object({ file: z.string(), because: z.string() })),
  }),
});
