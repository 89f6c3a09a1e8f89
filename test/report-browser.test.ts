import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { renderHtml } from '../src/report/html/document.ts';
import { claimingBackground, claimingResult } from './sample-claims.ts';
import { sampleResult } from './sample-result.ts';

const known = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/opt/google/chrome/chrome',
];
const executablePath = [process.env['CHROME_PATH'], ...known].find(
  (path) => path !== undefined && existsSync(path),
);
const skip =
  executablePath === undefined ? 'no Chromium here: apt-get install chromium, or set CHROME_PATH' : false;

describe('the HTML report in a browser', { skip }, () => {
  const scratch = mkdtempSync(join(tmpdir(), 'seaworthy-browser-'));
  const address = pathToFileURL(join(scratch, 'report.html')).href;
  let browser: Browser;

  before(async () => {
    writeFileSync(join(scratch, 'report.html'), renderHtml(claimingResult, claimingBackground));
    browser = await chromium.launch({
      ...(executablePath === undefined ? {} : { executablePath }),
      args: ['--no-sandbox'],
    });
  });
  after(async () => {
    await browser.close();
    rmSync(scratch, { recursive: true, force: true });
  });

  async function open(
    options: BrowserContextOptions = {},
    hash = '',
  ): Promise<{ page: Page; troubles: string[] }> {
    const page = await (await browser.newContext(options)).newPage();
    const troubles: string[] = [];
    page.on('console', (message) => troubles.push(message.text()));
    page.on('pageerror', (error) => troubles.push(error.message));
    page.on('dialog', (dialog) => {
      troubles.push(`dialog ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('request', (request) => {
      if (!/^(?:file|data):/.test(request.url())) troubles.push(`asked ${request.url()}`);
    });
    await page.goto(address + hash);
    return { page, troubles };
  }

  for (const [colorScheme, width] of [
    ['light', 360],
    ['dark', 1280],
  ] as const) {
    it(`has no accessibility violation and no overflow, ${colorScheme}, ${width} px`, async () => {
      const { page, troubles } = await open({ colorScheme, viewport: { width, height: 900 } });
      await page.getByRole('button', { name: 'Open all' }).click();
      for (const summary of await page.locator('.document > details > summary').all()) await summary.click();

      const { violations } = await new AxeBuilder({ page }).analyze();
      const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth');

      assert.deepEqual(
        violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
        [],
      );
      assert.equal(overflow, 0);
      assert.deepEqual(troubles, []);
      await page.context().close();
    });
  }

  it('filters by outcome, severity and words, and says how many are left', async () => {
    const { page } = await open();
    const failing = sampleResult.audits.filter(({ outcome }) => outcome === 'fail');

    await page.getByRole('button', { name: /^.? ?fails/ }).click();
    assert.equal(await page.locator('details.audit:visible').count(), failing.length);
    await page.getByRole('combobox').selectOption('blocker');
    const blockers = failing.filter(({ severity }) => severity === 'blocker').length;
    assert.equal(
      await page.locator('output').textContent(),
      `${blockers} of ${sampleResult.audits.length} audits`,
    );
    await page.getByRole('searchbox').fill('no such words');
    assert.ok(await page.getByText('No audit matches.').isVisible());
    await page.getByRole('button', { name: 'Show all' }).click();
    assert.equal(await page.locator('details.audit:visible').count(), sampleResult.audits.length);
    await page.context().close();
  });

  it('opens the audit that the address names', async () => {
    const { page } = await open({}, '#backup/asserts-0');

    assert.equal(await page.locator('details.audit[open]').getAttribute('id'), 'backup/asserts-0');
    await page.context().close();
  });

  it('shows each line of a document beside what was seen, also without script', async () => {
    const { page } = await open({ javaScriptEnabled: false, viewport: { width: 1280, height: 900 } });

    await page.getByText('Line by line').first().click();
    const denied = page.locator('.lines .contradicted').first();
    const [source, answer] = [denied.locator('.src'), denied.locator('.answer')];
    assert.ok(await answer.isVisible());
    const [left, right] = [await source.boundingBox(), await answer.boundingBox()];
    assert.ok(left && right && left.x + left.width <= right.x, 'side by side');
    assert.match(String(await answer.textContent()), /contradicted[^]*sed -n 14p src\/app\.ts/);
    await answer.locator('.by a').first().click();
    assert.equal(await page.locator('details.audit:target').count(), 1);
    await page.context().close();
  });

  it('puts what was seen under the line where there is no room beside it', async () => {
    const { page } = await open({ viewport: { width: 360, height: 900 } });

    await page.getByText('Line by line').first().click();
    const denied = page.locator('.lines .contradicted').first();
    const left = await denied.locator('.src').boundingBox();
    const below = await denied.locator('.answer').boundingBox();
    assert.ok(left && below && below.y >= left.y + left.height - 1);
    await page.context().close();
  });

  it('opens the line of a document that the address names', async () => {
    const { page } = await open({}, '#document-1-line-3');

    assert.ok(await page.locator('#document-1-line-3').isVisible());
    await page.context().close();
  });

  it('remembers the chosen theme', async () => {
    const { page } = await open({ colorScheme: 'light' });

    await page.getByRole('button', { name: 'Dark' }).click();
    await page.reload();
    assert.ok(await page.getByRole('button', { name: 'Light' }).isVisible());
    assert.equal(await page.evaluate('getComputedStyle(document.body).backgroundColor'), 'rgb(14, 21, 27)');
    await page.context().close();
  });

  it('can be read without script: every story opens, and nothing is offered that would not work', async () => {
    const { page } = await open({ javaScriptEnabled: false });

    await page.locator('details.audit summary').first().click();
    assert.ok(await page.locator('details.audit .story').first().isVisible());
    assert.equal(await page.locator('.toolbar').isVisible(), false);
    assert.equal(await page.locator('#theme').isVisible(), false);
    await page.context().close();
  });

  it('prints dark text on white, with what fails opened', async () => {
    const { page } = await open({ colorScheme: 'dark' });

    await page.evaluate('dispatchEvent(new Event("beforeprint"))');
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    assert.equal(await page.evaluate('getComputedStyle(document.body).color'), 'rgb(0, 0, 0)');
    assert.equal(await page.locator('details.audit.fail:not([open])').count(), 0);
    assert.equal(await page.locator('details.by-line:not([open])').count(), 0);
    await page.evaluate('dispatchEvent(new Event("afterprint"))');
    assert.equal(await page.locator('details.audit[open]').count(), 0);
    await page.context().close();
  });
});
