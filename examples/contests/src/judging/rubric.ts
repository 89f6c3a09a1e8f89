import { Type, type Static } from 'typebox';

const Id = Type.String({ pattern: '^[A-Za-z0-9-]{1,64}$' });
const closed = { additionalProperties: false };

export const CriterionSchema = Type.Object(
  {
    id: Id,
    title: Type.String({ minLength: 1, maxLength: 120 }),
    maxPoints: Type.Integer({ minimum: 1, maximum: 100 }),
    weight: Type.Integer({ minimum: 1, maximum: 100 }),
  },
  closed,
);

/** What judges go by. It is fixed before the first score, so nobody can choose the rule that suits a result. */
export const RubricSchema = Type.Object(
  {
    criteria: Type.Array(CriterionSchema, { minItems: 1, maxItems: 20 }),
    /** An entry is ranked once this many judges have scored each criterion. */
    judgesNeeded: Type.Integer({ minimum: 1, maximum: 50 }),
    /** Equal totals are told apart by these criteria, in this order; entries equal in all of them share the rank. */
    tiesBy: Type.Array(Id, { maxItems: 20 }),
  },
  closed,
);
export type Rubric = Static<typeof RubricSchema>;

/** What a schema cannot say: criteria are distinct, and ties are broken by criteria that exist. */
export function rubricFault(rubric: Rubric): string | undefined {
  const ids = rubric.criteria.map((criterion) => criterion.id);
  if (new Set(ids).size !== ids.length) return 'Two criteria have the same id.';
  if (new Set(rubric.tiesBy).size !== rubric.tiesBy.length) return 'tiesBy names a criterion twice.';
  const unknown = rubric.tiesBy.find((id) => !ids.includes(id));
  if (unknown !== undefined) return `tiesBy names "${unknown}", which is no criterion.`;
  return undefined;
}
