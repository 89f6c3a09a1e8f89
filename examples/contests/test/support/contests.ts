import assert from 'node:assert/strict';
import { runClock } from '../../src/contests/clock.ts';
import type { Person, TestService } from './service.ts';

const HOUR_MS = 3_600_000;

export const rubric = {
  criteria: [
    { id: 'taste', title: 'Taste', maxPoints: 10, weight: 2 },
    { id: 'looks', title: 'Looks', maxPoints: 10, weight: 1 },
  ],
  judgesNeeded: 1,
  tiesBy: ['taste'],
};

export function newContest(changes: object = {}) {
  return {
    kind: 'draw',
    title: 'Win a bicycle',
    description: 'Tell us nothing and win a bicycle.',
    prize: 'A bicycle',
    winners: 1,
    startsAt: new Date(Date.now() - HOUR_MS).toISOString(),
    endsAt: new Date(Date.now() + HOUR_MS).toISOString(),
    ...changes,
  };
}

/** A contest that was submitted, approved and, when its time has come, started. */
export async function approvedContest(
  service: TestService,
  sponsor: Person,
  admin: Person,
  changes: object = {},
) {
  const created = await sponsor.call('POST', '/v1/contests', newContest(changes));
  assert.equal(created.status, 201, created.text);
  const at = `/v1/contests/${created.body.id}`;
  assert.equal((await sponsor.call('POST', `${at}/submit`, {})).status, 200);
  assert.equal((await admin.call('POST', `${at}/approve`, {})).status, 200);
  await runClock(service.service.database, service.service.metrics);
  return (await sponsor.call('GET', at)).body as { readonly id: string; readonly status: string };
}

/** Lets the end of a contest pass. */
export async function endContest(service: TestService, contestId: string): Promise<void> {
  await service.database.owner(
    "UPDATE contests SET starts_at = now() - interval '2 hours', ends_at = now() - interval '1 second' WHERE id = $1",
    [contestId],
  );
  await runClock(service.service.database, service.service.metrics);
}
