// Every page, as everybody who may see it: no serious accessibility fault in light or dark, no sideways scrolling, and
// nothing that the browser complains about, violations of the content security policy included.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { accessibilityFaults } from './axe.ts';
import { noBrowser } from './browser.ts';
import { startSite, type Site, type Visitor } from './site.ts';

const WIDTHS = [360, 768, 1280];
const NOBODY = '';
const [ADMIN, SPONSOR, JUDGE, PERSON] = [
  'admin@contests.test',
  'sponsor@contests.test',
  'judge@contests.test',
  'person@contests.test',
];

/** "{…}" is the id of the contest with that title. */
const PAGES: readonly (readonly [who: string, path: string])[] = [
  [NOBODY, '/'],
  [NOBODY, '/?words=nothing-like-it'],
  [NOBODY, '/contest.html?id={Win a sailing weekend}'],
  [NOBODY, '/contest.html?id={The best fish sandwich}'],
  [NOBODY, '/verify.html'],
  [NOBODY, '/sign-in.html'],
  [NOBODY, '/me.html'],
  [PERSON, '/contest.html?id={The best fish sandwich}'],
  [PERSON, '/me.html'],
  [PERSON, '/admin.html'],
  [JUDGE, '/judge.html'],
  [JUDGE, '/judge.html?contest={The best fish sandwich}'],
  [SPONSOR, '/sponsor.html'],
  [SPONSOR, '/manage.html?id={Name our new ferry}'],
  [SPONSOR, '/manage.html?id={Win a dinghy}'],
  [SPONSOR, '/manage.html?id={The best fish sandwich}'],
  [ADMIN, '/admin.html'],
  [ADMIN, '/operations.html'],
];

let site: Site;
const visitors = new Map<string, Visitor>();
const ids = new Map<string, string>();

before(async () => {
  if (noBrowser) return;
  site = await startSite();
  for (const { id, title } of await site.service.database.owner('SELECT id, title FROM contests'))
    ids.set(String(title), String(id));
  for (const who of new Set(PAGES.map(([one]) => one))) {
    const visitor = await site.visit();
    if (who !== NOBODY) await visitor.signIn(who);
    visitors.set(who, visitor);
  }
});
after(() => site?.stop());

test('every page is in the table', () => {
  const files = readdirSync(new URL('../../public/', import.meta.url)).filter((name) =>
    name.endsWith('.html'),
  );
  const seen = new Set(PAGES.map(([, path]) => new URL(path, 'http://any').pathname));
  assert.deepEqual(
    files.filter((name) => !seen.has(`/${name}`.replace('/index.html', '/'))),
    [],
  );
});

for (const [who, path] of PAGES) {
  test(`${path} for ${who || 'anybody'} is accessible, fits, and is clean`, { skip: noBrowser }, async () => {
    const visitor = visitors.get(who);
    assert.ok(visitor);
    const { page } = visitor;
    await visitor.open(path.replace(/\{(.+)\}/, (_all, title: string) => ids.get(title) ?? title));
    // What is folded away is looked at too.
    for (const summary of await page.locator('details:not([open]) > summary').all()) await summary.click();
    await page.locator('.bones').waitFor({ state: 'detached' });

    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 800 });
      const wide = await page.locator('html').evaluate((root) => (root as unknown as Sized).scrollWidth);
      assert.ok(wide <= width, `at ${width} px the page is ${wide} px wide`);
    }
    assert.deepEqual(await accessibilityFaults(page), []);
    assert.deepEqual(visitor.complaints(), []);
  });
}

interface Sized {
  readonly scrollWidth: number;
}
