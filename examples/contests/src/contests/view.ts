// A contest as the API shows it: the row, and what follows from it at this moment.
import Type, { type Static } from 'typebox';
import { sql, type Selectable } from 'kysely';
import type { Db } from '../database/session.ts';
import type { Tables } from '../database/tables.ts';
import type { Caller } from '../http/access.ts';
import { closed, Id, Instant, Latitude, Longitude } from '../http/schemas.ts';
import { RubricSchema } from '../judging/rubric.ts';
import { canBeDeleted, canBeEdited, stepsOpenTo } from './workflow.ts';

export const StatusSchema = Type.Enum(
  ['draft', 'awaiting_approval', 'rejected', 'upcoming', 'active', 'ended', 'complete', 'cancelled'],
  { type: 'string' },
);
export const KindSchema = Type.Enum(['draw', 'judged'], { type: 'string' });

const given = {
  title: Type.String({ minLength: 3, maxLength: 120 }),
  description: Type.String({ maxLength: 5000 }),
  prize: Type.String({ minLength: 1, maxLength: 200 }),
  winners: Type.Integer({ minimum: 1, maximum: 100 }),
  startsAt: Instant,
  endsAt: Instant,
};
const optional = {
  channel: Type.Optional(
    Type.String({ pattern: '^@?[A-Za-z0-9_-]{2,63}$', description: 'Entrants must be subscribed to it.' }),
  ),
  place: Type.Optional(Type.String({ minLength: 1, maxLength: 120 })),
  latitude: Type.Optional(Latitude),
  longitude: Type.Optional(Longitude),
  rubric: Type.Optional(RubricSchema),
};

export const NewContestSchema = Type.Object({ kind: KindSchema, ...given, ...optional }, closed);
export const ContestChangeSchema = Type.Partial(Type.Object({ ...given, ...optional }), {
  ...closed,
  minProperties: 1,
});

export const ContestSchema = Type.Object({
  id: Id,
  sponsorId: Id,
  kind: KindSchema,
  status: StatusSchema,
  ...given,
  ...optional,
  version: Type.Integer(),
  createdAt: Instant,
  updatedAt: Instant,
  entries: Type.Integer(),
  drawAnnounced: Type.Boolean({ description: 'There is a draw to read.' }),
  acceptsEntries: Type.Boolean(),
  secondsLeft: Type.Integer({ description: 'Until entries close; 0 when none are accepted.' }),
  canBeEdited: Type.Boolean({ description: 'By its sponsor, in this state.' }),
  canBeDeleted: Type.Boolean({ description: 'By its sponsor, in this state.' }),
  steps: Type.Array(Type.String(), { description: 'The workflow steps that are open to the caller.' }),
});
export type Contest = Static<typeof ContestSchema>;

export type ContestRow = Omit<Selectable<Tables['contests']>, 'words' | 'position' | 'deleted_at'> & {
  readonly entries: number;
  readonly draw_announced: boolean;
};

export function contestRows(db: Db) {
  return db
    .selectFrom('contests')
    .select([
      'id',
      'sponsor_id',
      'kind',
      'status',
      'title',
      'description',
      'prize',
      'winners',
      'starts_at',
      'ends_at',
      'channel',
      'place',
      'latitude',
      'longitude',
      'rubric',
      'version',
      'created_at',
      'updated_at',
      'approved_by',
    ])
    .select(
      sql<number>`(SELECT coalesce(sum(entries), 0)::int FROM entry_counts WHERE contest_id = contests.id)`.as(
        'entries',
      ),
    )
    .select(sql<boolean>`EXISTS (SELECT FROM draws WHERE contest_id = contests.id)`.as('draw_announced'))
    .where('deleted_at', 'is', null);
}

export function view(row: ContestRow, caller: Caller | undefined, now = Date.now()): Contest {
  const acceptsEntries =
    row.status === 'active' && row.starts_at.getTime() <= now && now < row.ends_at.getTime();
  return {
    id: row.id,
    sponsorId: row.sponsor_id,
    kind: row.kind,
    status: row.status,
    title: row.title,
    description: row.description,
    prize: row.prize,
    winners: row.winners,
    startsAt: row.starts_at.toISOString(),
    endsAt: row.ends_at.toISOString(),
    ...present('channel', row.channel),
    ...present('place', row.place),
    ...present('latitude', row.latitude),
    ...present('longitude', row.longitude),
    ...present('rubric', row.rubric),
    version: row.version,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    entries: row.entries,
    drawAnnounced: row.draw_announced,
    acceptsEntries,
    secondsLeft: acceptsEntries ? Math.ceil((row.ends_at.getTime() - now) / 1000) : 0,
    canBeEdited: canBeEdited(row.status),
    canBeDeleted: canBeDeleted(row.status),
    steps: [
      ...stepsOpenTo(row.status, {
        owner: caller?.personId === row.sponsor_id,
        admin: caller?.role === 'admin',
      }),
    ],
  };
}

/** Changes with everything that the view shows, except the countdown, which follows from endsAt. */
export function etag(contest: Contest): string {
  return `"${contest.version}.${contest.entries}.${contest.acceptsEntries ? 1 : 0}.${contest.drawAnnounced ? 1 : 0}.${contest.steps.length}"`;
}

function present<K extends string, V>(key: K, value: V | null): { [P in K]?: V } {
  // One key, and it is K; TypeScript widens a computed key to string.
  return value === null ? {} : ({ [key]: value } as { [P in K]?: V });
}
