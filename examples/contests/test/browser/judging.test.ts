// A judged contest, live: what a judge saves appears before the eyes of somebody who only watches.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { endContest } from '../support/contests.ts';
import { noBrowser } from './browser.ts';
import { startSite, type Site, type Visitor } from './site.ts';

let site: Site;
let judge: Visitor;
let watcher: Visitor;
let contestId: string;

before(async () => {
  if (noBrowser) return;
  site = await startSite();
  [judge, watcher] = [await site.visit(), await site.visit()];
  await judge.signIn('judge@contests.test');
  const [row] = await site.service.database.owner(`SELECT id FROM contests WHERE kind = 'judged'`);
  contestId = String(row?.id);
  await watcher.open(`/contest.html?id=${contestId}`);
  await watcher.page.getByText('Live', { exact: true }).waitFor();
});
after(() => site?.stop());

test('points that a judge saves appear live on the public page', { skip: noBrowser }, async () => {
  const ranked = rowWithTotal('25');
  assert.equal(await ranked.count(), 0);

  await judge.page.goto('/judge.html');
  await judge.page.getByRole('link', { name: 'The best fish sandwich' }).click();
  await score(0, '8', '9');

  await ranked.waitFor();
  assert.match((await ranked.textContent()) ?? '', /^1.*8.*9.*25$/);
  assert.deepEqual(judge.complaints(), []);
});

test('a judge changes points only with a reason, and the standing follows', { skip: noBrowser }, async () => {
  const card = judge.page.getByRole('article').first();

  await card.getByLabel(/^Taste/).fill('10');
  await card.getByRole('button').click();
  await judge.page.getByRole('dialog').getByLabel('Reason').fill('Tasted it again while warm.');
  await judge.page.getByRole('button', { name: 'Change them' }).click();

  await rowWithTotal('29').waitFor();
  const [event] = await site.service.database.owner(
    `SELECT event FROM judging_events WHERE contest_id = $1 ORDER BY place DESC LIMIT 1`,
    [contestId],
  );
  assert.match(JSON.stringify(event), /rescored.*Tasted it again while warm/);
});

test('a line that drops is connected again by itself', { skip: noBrowser }, async () => {
  const { page } = watcher;

  for (const socket of site.service.app.websocketServer.clients) socket.terminate();
  await page.getByText('Not live, connecting again').waitFor();

  await page.getByText('Live', { exact: true }).waitFor();
  assert.deepEqual(watcher.complaints(), []);
});

test(
  'when all is scored and over, the sponsor takes the standing as the result',
  { skip: noBrowser },
  async () => {
    for (const [at, points] of ['7', '5', '3'].entries()) await score(at + 1, points, points);
    await endContest(site.service, contestId);
    const sponsor = await site.visit();
    await sponsor.signIn('sponsor@contests.test');

    await sponsor.open(`/manage.html?id=${contestId}`);
    await sponsor.page.getByRole('button', { name: 'Take the standing as the result' }).click();
    await sponsor.page.getByText('The standing is the result.').waitFor();

    await sponsor.page.getByRole('heading', { name: 'Place 2' }).waitFor();
    assert.equal(await sponsor.page.getByRole('heading', { name: /^Place/ }).count(), 2);
    assert.deepEqual(sponsor.complaints(), []);
  },
);

/** The whole cell: the short id of an entry may contain the same digits. */
function rowWithTotal(total: string) {
  const { page } = watcher;
  return page.getByRole('row').filter({ has: page.getByRole('cell', { name: total, exact: true }) });
}

async function score(at: number, taste: string, looks: string): Promise<void> {
  const card = judge.page.getByRole('article').nth(at);
  await card.getByLabel(/^Taste/).fill(taste);
  await card.getByLabel(/^Looks/).fill(looks);
  await card.getByRole('button').click();
  await card.getByText('Scored', { exact: true }).waitFor();
}
