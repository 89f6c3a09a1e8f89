import { Type, type Static } from 'typebox';

const Id = Type.String({ pattern: '^[A-Za-z0-9-]{1,64}$' });
const Points = Type.Integer({ minimum: 0, maximum: 100 });
const Reason = Type.String({ minLength: 3, maxLength: 1000 });
const closed = { additionalProperties: false };

/** What can be appended to a contest's stream. Nothing in it is ever changed or removed. */
export const JudgingEventSchema = Type.Union([
  Type.Object({ kind: Type.Literal('scored'), entry: Id, judge: Id, criterion: Id, points: Points }, closed),
  Type.Object(
    { kind: Type.Literal('rescored'), entry: Id, judge: Id, criterion: Id, points: Points, reason: Reason },
    closed,
  ),
  Type.Object(
    { kind: Type.Literal('adjudicated'), entry: Id, by: Id, criterion: Id, points: Points, reason: Reason },
    closed,
  ),
  Type.Object({ kind: Type.Literal('reopened'), entry: Id, by: Id, criterion: Id, reason: Reason }, closed),
  Type.Object({ kind: Type.Literal('withdrawn'), entry: Id, by: Id, reason: Reason }, closed),
]);
export type JudgingEvent = Static<typeof JudgingEventSchema>;

/** An event at its place in the stream; places are given once, by the database, and only grow. */
export interface Recorded {
  readonly place: number;
  readonly event: JudgingEvent;
}
