// The whole story of a contest, as its people live it: draft, approval, entries, close, draw, proof, claim, delivery.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { runClock } from '../../src/contests/clock.ts';
import { endContest } from '../support/contests.ts';
import { accessibilityFaults } from './axe.ts';
import { noBrowser } from './browser.ts';
import { PHOTO } from './photo.ts';
import { settled, startSite, type Site, type Visitor } from './site.ts';

const TITLE = 'Guess the weight of the anchor';
let site: Site;
let sponsor: Visitor;
let admin: Visitor;
let pia: Visitor;
let contestId: string;

before(async () => {
  if (noBrowser) return;
  site = await startSite();
  [sponsor, admin, pia] = [await site.visit(), await site.visit(), await site.visit()];
  await sponsor.signIn('sponsor@contests.test');
  await admin.signIn('admin@contests.test');
});
after(() => site?.stop());

test('a sponsor writes a draft and submits it', { skip: noBrowser }, async () => {
  const { page } = sponsor;

  await sponsor.open('/sponsor.html');
  await page.getByText('New contest').click();
  await page.getByLabel('Title').fill(TITLE);
  await page.getByLabel('Description').fill('The nearest guess does not matter: the draw decides.');
  await page.getByLabel('Prize').fill('A brass compass');
  await page.getByLabel('Winners', { exact: true }).fill('1');
  await page.getByLabel('Place').fill('Hamburg');
  await page.getByRole('button', { name: 'Save as a draft' }).click();
  await page.getByRole('heading', { name: TITLE }).waitFor();
  contestId = new URL(page.url()).searchParams.get('id') ?? '';
  await page.getByRole('button', { name: 'Submit for approval' }).click();
  await page.getByText('Submitted. An admin looks at it next.').waitFor();

  assert.equal(await status(), 'awaiting_approval');
  assert.deepEqual(sponsor.complaints(), []);
});

test('an admin rejects one and approves the other, many at once', { skip: noBrowser }, async () => {
  const { page } = admin;

  await admin.open('/admin.html');
  await page.getByLabel('Harbour photo walk').check();
  await page.getByRole('button', { name: 'Reject the chosen' }).click();
  await page.getByRole('dialog').getByLabel('Reason').fill('Say who owns the photos afterwards.');
  await page.getByRole('dialog').getByRole('button', { name: 'Reject' }).click();
  await page.getByText('1 contest rejected.').waitFor();
  await page.getByLabel(TITLE).check();
  await page.getByRole('button', { name: 'Approve the chosen' }).click();
  await page.getByText('Nothing awaits approval.').waitFor();

  await clock();
  assert.equal(await status(), 'active');
  assert.deepEqual(admin.complaints(), []);
});

test('a person enters, and solves the captcha once', { skip: noBrowser }, async () => {
  const { page } = pia;
  const address = `/contest.html?id=${contestId}`;

  await pia.open(address);
  await page.getByRole('link', { name: 'Sign in to enter' }).click();
  await pia.finishSignIn('person@contests.test');
  assert.equal(new URL(page.url()).pathname + new URL(page.url()).search, address);
  await page.getByRole('button', { name: 'Enter this contest' }).click();
  await page.getByText('You are in. Entered').waitFor();

  assert.equal((await captchas()).solved, true);
  await pia.open(address);
  assert.equal(await page.getByRole('button', { name: 'Enter this contest' }).count(), 0);
  assert.deepEqual(pia.complaints(), []);
});

test('the contest closes, the draw is announced, and the winner is drawn', { skip: noBrowser }, async () => {
  const { page } = sponsor;
  await endContest(site.service, contestId);

  await sponsor.open(`/manage.html?id=${contestId}`);
  await page.getByLabel('Public value to mix in').fill('Lottery numbers of Saturday');
  await page.getByRole('button', { name: 'Close the list and announce' }).click();
  await page.getByLabel('Lottery numbers of Saturday').fill('3 14 15 92 65 35');
  await page.getByRole('button', { name: 'Draw the winners' }).click();
  await page.getByText('Drawn. The proof is public.').waitFor();

  assert.equal(await status(), 'complete');
  assert.deepEqual(sponsor.complaints(), []);
});

test('anybody verifies the proof in their own browser', { skip: noBrowser }, async () => {
  const anyone = await site.visit();
  const { page } = anyone;

  await anyone.open(`/contest.html?id=${contestId}`);
  const digest = (await page.locator('#digest').textContent()) ?? '';
  await page.getByRole('button', { name: 'Verify in this browser' }).click();
  await page.getByText('Verified. 1 winner of 1 entry').waitFor();
  assert.equal(await page.getByRole('listitem').filter({ hasText: 'Not compared' }).count(), 1);
  assert.deepEqual(await accessibilityFaults(page), []);
  await page.getByRole('link', { name: 'Verify with a digest you noted' }).click();
  await page.getByLabel('Digest you noted before the draw').first().fill(digest);
  await page.getByRole('button', { name: 'Fetch and verify' }).click();
  await page.getByText('Verified. 1 winner of 1 entry').waitFor();

  assert.equal(await page.getByRole('listitem').filter({ hasText: 'Holds' }).count(), 7);
  assert.deepEqual(anyone.complaints(), []);
  await anyone.leave();
});

test('the page finds a proof that was changed, and says at which step', { skip: noBrowser }, async () => {
  const anyone = await site.visit();
  const { page } = anyone;
  const { body: draw } = await site.service.call('GET', `/v1/contests/${contestId}/draw`);
  const { text: entries } = await site.service.call('GET', `/v1/contests/${contestId}/draw/entries`);
  const forged = { ...draw.proof, publicInput: '1 2 3 4 5 6', winners: draw.proof.winners };

  await anyone.open('/verify.html');
  await page.getByLabel('Proof (draw.json)').setInputFiles(file('draw.json', JSON.stringify(forged)));
  await page.getByLabel('List of entries').setInputFiles(file('entries.txt', `${entries}another\n`));
  await page.getByRole('button', { name: 'Verify the files' }).click();
  await page.getByText('This draw does not hold.').waitFor();
  assert.deepEqual(await accessibilityFaults(page), []);

  const wrong = page.getByRole('listitem').filter({ hasText: 'Wrong' });
  assert.match((await wrong.textContent()) ?? '', /list is sorted, complete/);
  assert.equal(await page.getByRole('listitem').filter({ hasText: 'Not reached' }).count(), 4);
  await anyone.leave();
});

test('the winner claims the prize, the sponsor delivers it with a photo', { skip: noBrowser }, async () => {
  await pia.open('/me.html');
  await pia.page.getByLabel('Harbour office').check();
  assert.deepEqual(await accessibilityFaults(pia.page), []);
  await pia.page.getByRole('button', { name: 'I pick it up' }).click();
  await pia.page.getByText('You have claimed it.').waitFor();

  const { page } = sponsor;
  await sponsor.open(`/manage.html?id=${contestId}`);
  await page.getByRole('button', { name: 'It is on its way' }).click();
  await page
    .getByLabel('Photo of the delivery')
    .setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: PHOTO });
  await page.getByRole('button', { name: 'Upload' }).click();
  await page.getByText('Delivered. Only you').waitFor();

  await pia.open('/me.html');
  await pia.page.getByRole('button', { name: 'Show the photo' }).click();
  const photo = pia.page.getByRole('img', { name: 'Photo of the delivery' });
  await photo.waitFor();
  assert.equal(await photo.evaluate((image) => (image as { naturalWidth?: number }).naturalWidth), 1);
  assert.deepEqual(await accessibilityFaults(pia.page), []);
  await settled(page);
  assert.deepEqual(await accessibilityFaults(page), []);
  assert.deepEqual([...pia.complaints(), ...sponsor.complaints()], []);
});

async function status(): Promise<unknown> {
  return (await site.service.database.owner('SELECT status FROM contests WHERE id = $1', [contestId]))[0]
    ?.status;
}

async function captchas() {
  const [row] = await site.service.database.owner(
    `SELECT captcha_solved_at IS NOT NULL AS solved FROM people WHERE email = 'person@contests.test'`,
  );
  return { solved: row?.solved };
}

function clock() {
  const { database, metrics } = site.service.service;
  return runClock(database, metrics);
}

function file(name: string, text: string) {
  return { name, mimeType: 'text/plain', buffer: Buffer.from(text) };
}
