import { z } from 'zod';
import type { Result } from '../kit/result.ts';

/** The one source of schemas/result.schema.json, and the gate for reports that are read back from files. */
const where = z
  .object({
    file: z.string().optional().describe('Path below the repository, with "/".'),
    line: z.number().int().min(1).optional(),
    url: z.string().optional(),
    table: z.string().optional(),
    commit: z.string().optional(),
    job: z.string().optional(),
    step: z.string().optional(),
    service: z.string().optional(),
    note: z.string().optional().describe('What stands there, in a few words; never a secret value.'),
  })
  .meta({ id: 'place', description: 'A place somebody can open.' });

const finding = z.object({
  key: z.string().describe('Stays the same between runs while the thing is the same.'),
  says: z.string(),
  where,
});

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const percent = z.number().int().min(0).max(100);
const count = z.number().int().min(0);

const severity = z.enum(['blocker', 'major', 'minor', 'note']);
const outcome = z.enum(['pass', 'fail', 'unknown', 'not-applicable', 'error']);

const audit = z.object({
  id: z.string().describe('area/name'),
  area: z.string(),
  title: z.string().describe('A whole sentence; says what is wrong when the outcome is fail.'),
  severity,
  state: z.enum(['trial', 'stable']).describe('The verdicts of trial audits are shown, not scored.'),
  outcome,
  because: z.string().optional().describe('Why the outcome is unknown, not-applicable or error.'),
  signs: z.array(where).optional().describe('Indirect signs; they decide nothing.'),
  findings: z.array(finding),
  evidence: z.array(sha256).describe('Hashes of the evidence judged.'),
  waived: z
    .array(z.object({ finding: z.string(), reason: z.string(), owner: z.string(), until: z.string() }))
    .optional(),
  attested: z.object({ by: z.string(), statement: z.string(), until: z.string() }).optional(),
});

const claim = z.object({
  document: z.string(),
  line: z.number().int(),
  text: z.string(),
  under: z.array(z.string()).describe('Headings and list items above the line, outermost first.'),
  heading: z.string().optional().describe('The nearest heading above.'),
  box: z.enum(['ticked', 'empty']).optional(),
  claimed: z.enum(['done', 'open', 'partial', 'number']),
  verdict: z.enum(['proven', 'contradicted', 'partly', 'unproven', 'attested', 'not-checkable']),
  standing: z
    .enum(['contradicted', 'proven', 'unproven', 'unclaimed', 'honest', 'unmapped', 'not-checkable'])
    .describe(
      'unclaimed: not claimed, yet proven; honest: declared open, and it is; unmapped: no audit looks at it; not-checkable: nobody could.',
    ),
  audits: z.array(z.string()),
  measured: z.string().optional(),
  because: z.string(),
  see: z
    .object({ where: where.optional(), command: z.string() })
    .optional()
    .describe('Of a contradicted line: where the denial stands, and a command that shows it.'),
  toProve: z.string().optional().describe('Of a line not shown yet: what would prove it.'),
});

const roadmapStep = z.object({
  audit: z.string(),
  title: z.string(),
  severity,
  outcome: z.enum(['fail', 'unknown']),
  points: z.number().min(0).describe('By how much proven rises, in points of 100.'),
  effortHours: z.number().min(0).describe('To mend it; of what nobody has shown, the most it can take.'),
  toProve: z.string().optional(),
  lines: z.array(z.object({ document: z.string(), line: z.number().int() })),
});

export const resultSchema = z
  .object({
    schemaVersion: z.literal(1),
    tool: z.object({ name: z.string(), version: z.string() }),
    target: z.object({
      path: z.string().optional(),
      url: z.string().optional(),
      commit: z.string().optional(),
      traits: z.array(z.object({ name: z.string(), folder: z.string().optional(), where })),
    }),
    startedAt: z.string().meta({ format: 'date-time' }),
    durationMs: z.number().min(0),
    score: z.object({
      proven: percent.describe('Percent of the weight of applicable audits that was shown to hold.'),
      possible: percent.describe('The same plus what nobody has shown yet.'),
      ready: z.boolean(),
      grade: z.enum(['A+', 'A', 'B', 'C', 'D', 'F']),
      because: z.array(z.string()).describe('Why ready is false; empty when it is true.'),
    }),
    areas: z.array(
      z.object({
        id: z.string(),
        proven: percent,
        possible: percent,
        pass: count,
        fail: count,
        unknown: count,
        notApplicable: count,
        error: count,
      }),
    ),
    audits: z.array(audit),
    documents: z
      .array(z.object({ file: z.string(), title: z.string(), score: z.string().optional() }))
      .optional()
      .describe('The readiness documents that were held against the audits.'),
    claims: z.array(claim).optional(),
    roadmap: z
      .array(roadmapStep)
      .optional()
      .describe('What is missing until the documents are true: blockers first, then by weight and effort.'),
    notices: z.array(z.string()).describe('What to know before trusting the numbers.'),
  })
  .describe('The report of one inspection by Seaworthy. Readers ignore keys they do not know.');

/** The shape of a type without `readonly` and with `undefined` spelled out where a key may be left out. */
type Plain<T> = T extends readonly (infer E)[]
  ? Plain<E>[]
  : T extends object
    ? { -readonly [K in keyof T]: Plain<T[K]> | (object extends Pick<T, K> ? undefined : never) }
    : T;

type Same<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2
    ? true
    : 'the schema and the type differ';

/** Breaks the build when the schema and the type part ways. */
true satisfies Same<Plain<z.infer<typeof resultSchema>>, Plain<Result>>;
