// What a page does when things are not smooth: the service fails, a session is renewed, over or copied, only a keyboard is there.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { noBrowser } from './browser.ts';
import { settled, startSite, type Site } from './site.ts';

let site: Site;

before(async () => {
  if (noBrowser) return;
  site = await startSite();
});
after(() => site?.stop());

test(
  'a service that cannot be reached is said in words, and trying again works',
  { skip: noBrowser },
  async () => {
    const { page, leave } = await site.visit();
    await page.route('**/v1/contests?*', (route) => route.abort());

    await page.goto('/');
    await page.getByRole('alert').getByText('The service cannot be reached.').waitFor();
    await page.unroute('**/v1/contests?*');
    await page.getByRole('button', { name: 'Try again' }).click();

    await page.getByRole('link', { name: 'Win a sailing weekend' }).waitFor();
    await leave();
  },
);

test('while a page waits for its content it says so', { skip: noBrowser }, async () => {
  const { page, leave } = await site.visit();
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/v1/contests?*', async (route) => {
    await held;
    await route.continue();
  });

  await page.goto('/');
  await page.locator('#content[aria-busy="true"] .bones').waitFor();
  release();

  await settled(page);
  assert.equal(await page.locator('.bones').count(), 0);
  await leave();
});

test('a refusal is shown beside the form, and what was typed stays', { skip: noBrowser }, async () => {
  const { page, leave } = await site.visit();

  await page.goto('/sign-in.html');
  await page.getByLabel('E-mail address or phone number').fill('not an address');
  await page.getByRole('button', { name: 'Send me a code' }).click();
  await page.getByRole('alert').getByText('email').waitFor();

  assert.equal(await page.getByLabel('E-mail address or phone number').inputValue(), 'not an address');
  await leave();
});

test('a new tab renews the session by its cookie, many tabs at once too', { skip: noBrowser }, async () => {
  const visitor = await site.visit();
  await visitor.signIn('sponsor@contests.test');
  const tabs = await Promise.all([1, 2, 3].map(() => visitor.page.context().newPage()));

  await Promise.all(tabs.map((tab) => tab.goto('/sponsor.html')));
  for (const tab of tabs) await tab.getByRole('link', { name: 'Win a dinghy' }).waitFor();

  const [row] = await site.service.database.owner(
    `SELECT count(*)::int AS open FROM sessions JOIN people ON people.id = person_id
     WHERE email = 'sponsor@contests.test' AND ended_at IS NULL`,
  );
  assert.equal(row?.open, 1);
  await visitor.leave();
});

test('no script can read the refresh token', { skip: noBrowser }, async () => {
  const visitor = await site.visit();
  await visitor.signIn('judge@contests.test');
  const { page } = visitor;

  const cookies = await page.context().cookies(`${site.url}/v1/sign-in`);
  const refresh = cookies.find(({ name }) => name === '__Secure-refresh');
  const seen = await page.evaluate(() => {
    const { document, localStorage, sessionStorage } = globalThis as unknown as Seen;
    return document.cookie + JSON.stringify(localStorage) + JSON.stringify(sessionStorage);
  });

  assert.ok(refresh?.httpOnly && refresh.secure && refresh.sameSite === 'Strict');
  assert.ok(!seen.includes(refresh.value));
  await visitor.leave();
});

test(
  'a session that is over leads to the sign-in, and signing out ends one',
  { skip: noBrowser },
  async () => {
    const visitor = await site.visit();
    await visitor.signIn('person@contests.test');
    await site.service.database.owner('UPDATE sessions SET ended_at = now()');

    await visitor.page.goto('/me.html');
    await visitor.page.getByRole('alert').getByRole('link', { name: 'Sign in' }).first().click();
    await visitor.finishSignIn('person@contests.test');
    assert.equal(new URL(visitor.page.url()).pathname, '/me.html');
    await visitor.page.getByRole('button', { name: 'Sign out' }).click();
    await visitor.page.getByRole('link', { name: 'Sign in' }).waitFor();

    const [row] = await site.service.database.owner(
      'SELECT count(*)::int AS open FROM sessions WHERE ended_at IS NULL',
    );
    assert.equal(row?.open, 0);
    await visitor.leave();
  },
);

test(
  'with the keyboard alone one skips the menu, signs in and opens a dialog that gives the focus back',
  { skip: noBrowser },
  async () => {
    const visitor = await site.visit();
    const { page } = visitor;
    await visitor.open('/sign-in.html');

    await page.keyboard.press('Tab');
    assert.equal(await page.locator(':focus').textContent(), 'Skip to the content');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.type('admin@contests.test');
    await page.keyboard.press('Enter');
    await page.getByLabel('Code').waitFor();
    await page.keyboard.type(site.service.sent.at(-1)?.code ?? '');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Sign out' }).waitFor();
    await settled(page);

    await page.getByLabel('Harbour photo walk').focus();
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'Reject the chosen' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    assert.equal(await page.locator(':focus').textContent(), 'Reject the chosen');
    assert.deepEqual(visitor.complaints(), []);
    await visitor.leave();
  },
);

interface Seen {
  readonly document: { readonly cookie: string };
  readonly localStorage: object;
  readonly sessionStorage: object;
}
