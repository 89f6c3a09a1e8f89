import assert from 'node:assert/strict';
import { approvedContest, endContest } from './contests.ts';
import { solveCaptcha } from './captcha.ts';
import type { Person, TestService } from './service.ts';

/** A contest that `winner` alone has entered and therefore won. */
export async function wonContest(service: TestService, sponsor: Person, admin: Person, winner: Person) {
  const { id } = await approvedContest(service, sponsor, admin);
  await solveCaptcha(winner);
  assert.equal((await winner.call('POST', `/v1/contests/${id}/entries`, {})).status, 201);
  await endContest(service, id);
  await sponsor.call('POST', `/v1/contests/${id}/draw`, { publicInputSource: 'A public number' });
  assert.equal(
    (await sponsor.call('POST', `/v1/contests/${id}/draw/reveal`, { publicInput: '7' })).status,
    200,
  );
  const { body } = await winner.call('GET', '/v1/me/prizes?limit=100');
  const prize = body.items.find((item: { contestId: string }) => item.contestId === id);
  assert.ok(prize);
  return { contestId: id, prizeId: String(prize.id), entryId: String(prize.entryId) };
}
