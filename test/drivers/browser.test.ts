import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { CannotLook } from '../../src/kit/gatherer.ts';
import { browserDriver } from '../../src/drivers/browser/open.ts';

const pages: Readonly<Record<string, string>> = {
  '/': `<!doctype html><html lang="en"><title>Shop</title><body><main><h1>Everything you need for the sea</h1>
    <a href="/broken">Broken</a> <a href="https://elsewhere.invalid/">Elsewhere</a></main></body></html>`,
  '/broken': `<!doctype html><html><title>Broken</title><body>
    <div class="wide" style="width: 900px">A page that is too wide for a telephone and has a picture without words</div>
    <img src="/pixel.png"><script src="https://elsewhere.invalid/lib.js"></script>
    <script>console.error('the cart is gone'); undefinedThing();</script></body></html>`,
};
const signal = new AbortController().signal;

describe('the browser', () => {
  const asked: string[] = [];
  const server = createServer((request, answer) => {
    asked.push(`${request.method} ${request.url}`);
    const page = pages[request.url ?? ''];
    answer.writeHead(page === undefined ? 404 : 200, { 'content-type': 'text/html' }).end(page);
  });
  const browser = browserDriver({ closed: true, readOnly: false });
  let site = '';
  let skip = false;

  before(async () => {
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    // A listening TCP server has an address with a port.
    site = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    skip = await browser.version().then(
      () => false,
      (error: unknown) => error instanceof CannotLook,
    );
  });
  after(async () => {
    await browser.close();
    server.close();
  });

  it('sees a page that is in order, and where it leads', async (test) => {
    if (skip) return test.skip('no Chromium here');
    const page = await browser.visit(`${site}/`, signal);

    assert.deepEqual(
      [page.status, page.consoleErrors, page.pageErrors, page.links],
      [200, [], [], ['/broken']],
    );
    assert.ok(page.textLength > 30 && page.axe.passes > 5);
    assert.ok(page.widths.every(({ width, contentWidth }) => contentWidth <= width));
  });

  it('sees errors, what is too wide, what axe finds, and scripts of others, which it does not fetch', async (test) => {
    if (skip) return test.skip('no Chromium here');
    const page = await browser.visit(`${site}/broken`, signal);

    assert.match(page.consoleErrors.join(), /the cart is gone/);
    assert.match(page.pageErrors.join(), /undefinedThing/);
    assert.deepEqual(
      page.widths.filter((one) => one.contentWidth > one.width).map((one) => [one.width, one.widest]),
      [
        [360, 'div.wide'],
        [768, 'div.wide'],
      ],
    );
    assert.ok(page.axe.violations.some(({ rule }) => rule === 'image-alt'));
    assert.deepEqual(page.scripts, [
      { url: 'https://elsewhere.invalid/lib.js', thirdParty: true, integrity: false },
    ]);
    const held = page.requests.find(({ url }) => url.includes('elsewhere'));
    assert.equal(held?.failure, 'held back by Seaworthy');
    assert.doesNotMatch(page.consoleErrors.join(), /elsewhere/);
  });

  it('measures a slow visit', async (test) => {
    if (skip) return test.skip('no Chromium here');
    const profile = { cpuSlowdown: 1, downloadKbps: 400, latencyMs: 400 };
    const times = await browser.time(`${site}/`, profile, signal);

    assert.ok(times.loadMs >= 400 && times.largestPaintMs >= 400, JSON.stringify(times));
  });
});
