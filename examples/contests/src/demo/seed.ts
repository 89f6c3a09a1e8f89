// Demo data, written as the owner of the tables. A database that already has people is left as it is.
import pg from 'pg';
import type { ContestStatus } from '../database/tables.ts';

export const DEMO_PEOPLE = [
  { email: 'admin@contests.test', name: 'Ada Admin', role: 'admin' },
  { email: 'second-admin@contests.test', name: 'Abel Admin', role: 'admin' },
  { email: 'sponsor@contests.test', name: 'Sam Sponsor', role: 'sponsor' },
  { email: 'judge@contests.test', name: 'Juno Judge', role: 'user' },
  { email: 'person@contests.test', name: 'Pia Person', role: 'user' },
] as const;

interface DemoContest {
  readonly title: string;
  readonly prize: string;
  readonly place: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly rubric?: object;
  readonly startsInHours: number;
  readonly endsInHours: number;
  /** The steps it has taken since it was a draft. */
  readonly steps: readonly ContestStatus[];
  readonly entries: number;
  /** Whether Pia has entered too. */
  readonly withPia?: boolean;
}

const RUBRIC = {
  criteria: [
    { id: 'taste', title: 'Taste', maxPoints: 10, weight: 2 },
    { id: 'looks', title: 'Looks', maxPoints: 10, weight: 1 },
  ],
  judgesNeeded: 1,
  tiesBy: ['taste'],
};
const HAMBURG = { place: 'Hamburg', latitude: 53.55, longitude: 9.99 };
const BREMEN = { place: 'Bremen', latitude: 53.08, longitude: 8.8 };
const APPROVED = ['awaiting_approval', 'upcoming'] as const;

const CONTESTS: readonly DemoContest[] = [
  {
    title: 'Name our new ferry',
    prize: 'A year of free crossings',
    ...HAMBURG,
    startsInHours: 1,
    endsInHours: 48,
    steps: [],
    entries: 0,
  },
  {
    title: 'Harbour photo walk',
    prize: 'A camera',
    ...BREMEN,
    startsInHours: 1,
    endsInHours: 72,
    steps: ['awaiting_approval'],
    entries: 0,
  },
  {
    title: 'Win a sailing weekend',
    prize: 'Two days on a schooner',
    ...HAMBURG,
    startsInHours: -2,
    endsInHours: 24,
    steps: [...APPROVED, 'active'],
    entries: 25,
  },
  {
    title: 'The best fish sandwich',
    prize: 'A golden fork',
    ...BREMEN,
    rubric: RUBRIC,
    startsInHours: -2,
    endsInHours: 24,
    steps: [...APPROVED, 'active'],
    entries: 4,
  },
  {
    title: 'Win a dinghy',
    prize: 'A dinghy',
    ...HAMBURG,
    startsInHours: -48,
    endsInHours: -1,
    steps: [...APPROVED, 'active', 'ended'],
    entries: 40,
  },
  {
    // As many winners as entries: whoever tries the demo wins here.
    title: 'Name the harbour seal',
    prize: 'A plush seal',
    ...HAMBURG,
    startsInHours: -48,
    endsInHours: -2,
    steps: [...APPROVED, 'active', 'ended'],
    entries: 1,
    withPia: true,
  },
  {
    title: 'Winter lights',
    prize: 'A lantern',
    ...BREMEN,
    startsInHours: 24,
    endsInHours: 96,
    steps: APPROVED,
    entries: 0,
  },
];

const SUBMISSIONS = [
  'Pickled herring on rye, with red onions and an apple.',
  'Smoked eel, scrambled eggs, black bread, chives.',
  'North Sea shrimps, piled as high as the roll is wide.',
  'Fried plaice with remoulade and a slice of lemon.',
];

const PICKUP_POINTS = [
  ['Harbour office', 'Quay 1, Hamburg', 53.543, 9.988],
  ['Market hall', 'Market 4, Hamburg', 53.565, 10.031],
  ['Old lighthouse', 'Mole 2, Bremen', 53.117, 8.725],
] as const;

export async function seed(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT FROM people LIMIT 1');
    if (rowCount !== 0) return;
    await client.query('BEGIN');
    const ids = new Map<string, string>();
    for (const { email, name, role } of DEMO_PEOPLE) {
      const { rows } = await client.query(
        'INSERT INTO people (email, name, role) VALUES ($1, $2, $3) RETURNING id',
        [email, name, role],
      );
      ids.set(email, rows[0].id);
    }
    for (const contest of CONTESTS) await addContest(client, contest, ids);
    for (const point of PICKUP_POINTS) {
      await client.query(
        'INSERT INTO pickup_points (name, address, latitude, longitude) VALUES ($1, $2, $3, $4)',
        [...point],
      );
    }
    await client.query('COMMIT');
  } finally {
    await client.end();
  }
}

async function addContest(
  client: pg.Client,
  contest: DemoContest,
  ids: ReadonlyMap<string, string>,
): Promise<void> {
  const [sponsor, admin, judge, pia] = ['sponsor', 'admin', 'judge', 'person'].map((who) =>
    ids.get(`${who}@contests.test`),
  );
  const { rubric } = contest;
  await actAs(client, 'sponsor', sponsor);
  const { rows } = await client.query(
    `INSERT INTO contests (sponsor_id, kind, title, description, prize, winners, starts_at, ends_at, place, latitude, longitude, rubric)
     VALUES ($1, $2, $3, $4, $5, 2, now() + make_interval(hours => $6), now() + make_interval(hours => $7), $8, $9, $10, $11) RETURNING id`,
    [
      sponsor,
      rubric === undefined ? 'draw' : 'judged',
      contest.title,
      `${contest.title}: enter until the end and win ${contest.prize.toLowerCase()}.`,
      contest.prize,
      contest.startsInHours,
      contest.endsInHours,
      contest.place,
      contest.latitude,
      contest.longitude,
      rubric === undefined ? null : JSON.stringify(rubric),
    ],
  );
  const contestId: unknown = rows[0].id;
  for (const status of contest.steps) {
    if (status === 'upcoming') await actAs(client, 'admin', admin);
    else if (status !== 'awaiting_approval') await actAs(client, 'system');
    await client.query(
      'UPDATE contests SET status = $2, approved_by = CASE WHEN $2 = $4 THEN $3::uuid ELSE approved_by END WHERE id = $1',
      [contestId, status, admin, 'upcoming'],
    );
  }
  if (rubric !== undefined)
    await client.query('INSERT INTO contest_judges (contest_id, person_id) VALUES ($1, $2)', [
      contestId,
      judge,
    ]);
  const { rows: crowd } = await client.query(
    `INSERT INTO people (email, captcha_solved_at)
     SELECT gen_random_uuid() || '@crowd.contests.test', now() FROM generate_series(1, $1::int) RETURNING id`,
    [contest.entries],
  );
  const entrants: unknown[] = crowd.map(({ id }) => id);
  if (contest.withPia === true) entrants.push(pia);
  for (const [at, person] of entrants.entries()) {
    const submission = rubric === undefined ? null : SUBMISSIONS[at % SUBMISSIONS.length];
    await client.query('INSERT INTO entries (contest_id, person_id, submission) VALUES ($1, $2, $3)', [
      contestId,
      person,
      submission,
    ]);
  }
}

/** The audit trail of the demo names who would have done it. */
async function actAs(client: pg.Client, role: string, personId = ''): Promise<void> {
  await client.query("SELECT set_config('app.role', $1, true), set_config('app.person', $2, true)", [
    role,
    personId,
  ]);
}
