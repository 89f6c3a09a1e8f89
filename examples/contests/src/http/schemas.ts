// Shapes that several nouns share.
import Type, { type Static, type TSchema } from 'typebox';
import { ProblemSchema } from './problems.ts';

export const Id = Type.String({ format: 'uuid' });
export const Instant = Type.String({ format: 'date-time' });
export const Email = Type.String({ format: 'email', maxLength: 254 });
export const Phone = Type.String({
  pattern: '^\\+[1-9][0-9]{6,14}$',
  description: 'In E.164 form, for example +4915112345678.',
});
export const Latitude = Type.Number({ minimum: -90, maximum: 90 });
export const Longitude = Type.Number({ minimum: -180, maximum: 180 });
export const Reason = Type.String({ minLength: 3, maxLength: 1000 });
export const Nothing = Type.Null({ description: 'No content.' });

export const closed = { additionalProperties: false };

export const PageQuery = {
  cursor: Type.Optional(Type.String({ maxLength: 64, description: 'The nextCursor of the page before.' })),
  limit: Type.Integer({ minimum: 1, maximum: 100, default: 20 }),
};

export function pageOf<T extends TSchema>(item: T) {
  return Type.Object({ items: Type.Array(item), nextCursor: Type.Optional(Type.String()) });
}

/** The answers of a route: its own, and a problem for whatever goes wrong. */
export function answers<T extends Readonly<Record<number, TSchema>>>(
  own: T,
): T & { '4xx': typeof ProblemSchema; '5xx': typeof ProblemSchema } {
  return { ...own, '4xx': ProblemSchema, '5xx': ProblemSchema };
}

export type Page<T> = { items: T[]; nextCursor?: string };

/** Ask the database for one row more than the page holds: if it comes, there is a next page. */
export function toPage<Row extends { readonly id: string }, T>(
  rows: readonly Row[],
  limit: number,
  view: (row: Row) => T,
): Page<T> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const page = { items: shown.map(view) };
  return rows.length > limit && last !== undefined ? { ...page, nextCursor: last.id } : page;
}

export type InstantText = Static<typeof Instant>;
