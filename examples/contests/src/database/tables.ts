// The tables as the application sees them: one line per column, in the order of the migrations.
import type { Announcement, Proof } from '../draw/proof.ts';
import type { JudgingEvent } from '../judging/events.ts';
import type { Rubric } from '../judging/rubric.ts';
import type { ColumnType, Generated, GeneratedAlways, JSONColumnType } from 'kysely';

type Time = ColumnType<Date, Date | string, Date | string>;
type MaybeTime = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
type MadeTime = ColumnType<Date, Date | string | undefined, Date | string>;

export type Role = 'admin' | 'sponsor' | 'user';
export type ContestStatus =
  'draft' | 'awaiting_approval' | 'rejected' | 'upcoming' | 'active' | 'ended' | 'complete' | 'cancelled';
export type PrizeStatus = 'won' | 'claimed' | 'on_the_way' | 'delivered' | 'lapsed' | 'withdrawn';
export type ChannelCheck = 'not_needed' | 'subscribed' | 'unconfirmed' | 'not_subscribed';

export interface Tables {
  people: {
    id: Generated<string>;
    email: string | null;
    phone: string | null;
    name: Generated<string>;
    role: Generated<Role>;
    captcha_solved_at: MaybeTime;
    last_seen_at: MadeTime;
    created_at: MadeTime;
    erased_at: MaybeTime;
  };
  sign_in_codes: {
    id: Generated<string>;
    address_digest: Buffer;
    code_digest: Buffer;
    tries_left: Generated<number>;
    expires_at: Time;
    used_at: MaybeTime;
    created_at: MadeTime;
  };
  sessions: {
    id: Generated<string>;
    person_id: string;
    refresh_digest: Buffer;
    previous_refresh_digest: Buffer | null;
    created_at: MadeTime;
    expires_at: Time;
    ended_at: MaybeTime;
  };
  contests: {
    id: Generated<string>;
    sponsor_id: string;
    kind: 'draw' | 'judged';
    status: Generated<ContestStatus>;
    title: string;
    description: string;
    prize: string;
    winners: Generated<number>;
    starts_at: Time;
    ends_at: Time;
    channel: string | null;
    place: string | null;
    latitude: number | null;
    longitude: number | null;
    position: GeneratedAlways<string | null>;
    rubric: JSONColumnType<Rubric> | null;
    version: Generated<number>;
    created_at: MadeTime;
    updated_at: MadeTime;
    approved_by: string | null;
    deleted_at: MaybeTime;
    words: GeneratedAlways<string>;
  };
  contest_judges: { contest_id: string; person_id: string; assigned_at: MadeTime };
  contest_transitions: {
    id: GeneratedAlways<string>;
    contest_id: string;
    happened_at: MadeTime;
    actor_id: string | null;
    actor_role: string;
    from_status: ContestStatus | null;
    to_status: ContestStatus;
    reason: string | null;
    request_id: string | null;
  };
  entries: {
    id: Generated<string>;
    contest_id: string;
    person_id: string | null;
    submission: string | null;
    channel_check: Generated<ChannelCheck>;
    entered_at: MadeTime;
    disqualified_at: MaybeTime;
    disqualified_because: string | null;
  };
  entry_counts: { contest_id: string; slot: number; entries: string };
  draws: {
    id: Generated<string>;
    contest_id: string;
    announcement: JSONColumnType<Announcement>;
    announcement_digest: string;
    proof: ColumnType<Proof | null, string | undefined, string>;
    announced_at: Time;
    drawn_at: MaybeTime;
  };
  draw_secrets: { draw_id: string; sealed: Buffer };
  judging_events: {
    contest_id: string;
    place: number;
    actor_id: string;
    happened_at: MadeTime;
    event: JSONColumnType<JudgingEvent>;
  };
  pickup_points: {
    id: Generated<string>;
    name: string;
    address: string;
    latitude: number;
    longitude: number;
    position: GeneratedAlways<string>;
  };
  prizes: {
    id: Generated<string>;
    contest_id: string;
    entry_id: string;
    person_id: string | null;
    place: number;
    status: Generated<PrizeStatus>;
    claim_until: Time;
    claimed_at: MaybeTime;
    pickup_point_id: string | null;
    delivery_address: string | null;
    delivered_at: MaybeTime;
    updated_at: MadeTime;
  };
  delivery_proofs: {
    prize_id: string;
    media_type: string;
    sha256: string;
    content: Buffer;
    uploaded_by: string;
    uploaded_at: MadeTime;
  };
  idempotency_keys: {
    person_id: string;
    key: string;
    request_digest: Buffer;
    status: number | null;
    headers: JSONColumnType<Record<string, string>> | null;
    body: JSONColumnType<object> | null;
    created_at: MadeTime;
  };
}
