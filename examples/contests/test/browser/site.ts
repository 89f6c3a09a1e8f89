// The service with its demo, listening on a port, and people who look at it in a browser of their own.
import assert from 'node:assert/strict';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { seed } from '../../src/demo/seed.ts';
import { startService, type TestService } from '../support/service.ts';
import { launch } from './browser.ts';

export interface Site {
  readonly url: string;
  readonly service: TestService;
  readonly browser: Browser;
  visit(options?: BrowserContextOptions): Promise<Visitor>;
  stop(): Promise<void>;
}

export interface Visitor {
  readonly page: Page;
  open(path: string): Promise<void>;
  signIn(email: string): Promise<void>;
  /** From the sign-in page on. */
  finishSignIn(email: string): Promise<void>;
  /** What the browser complained about since the last time, policy violations included. */
  complaints(): readonly string[];
  leave(): Promise<void>;
}

export async function startSite(env: Readonly<Record<string, string>> = {}): Promise<Site> {
  const service = await startService({ CAPTCHA_COST: '5000', ...env });
  await seed(service.database.ownerUrl);
  const url = await service.app.listen({ host: '127.0.0.1', port: 0 });
  const browser = await launch();
  return {
    url,
    service,
    browser,
    visit: (options) => visit(browser, service, { baseURL: url, ...options }),
    async stop() {
      await browser.close();
      await service.stop();
    },
  };
}

async function visit(
  browser: Browser,
  service: TestService,
  options: BrowserContextOptions,
): Promise<Visitor> {
  const context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce', ...options });
  context.setDefaultTimeout(45_000);
  const page = await context.newPage();
  let heard: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning')
      heard.push(`${message.text()} ${message.location().url}`);
  });
  page.on('pageerror', (error) => heard.push(String(error)));
  // Nothing is loaded from elsewhere.
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol.startsWith('http') && origin !== options.baseURL) heard.push(`asked ${request.url()}`);
  });

  async function open(path: string): Promise<void> {
    await page.goto(path);
    await settled(page);
  }

  async function finishSignIn(email: string): Promise<void> {
    await page.getByLabel('E-mail address or phone number').fill(email);
    await page.getByRole('button', { name: 'Send me a code' }).click();
    await page.getByLabel('Code').waitFor();
    const sent = service.sent.findLast(({ to }) => 'email' in to && to.email === email);
    assert.ok(sent, `no code was sent to ${email}`);
    await page.getByLabel('Code').fill(sent.code);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('button', { name: 'Sign out' }).waitFor();
    await settled(page);
  }

  return {
    page,
    open,
    finishSignIn,
    async signIn(email) {
      await open('/sign-in.html');
      await finishSignIn(email);
    },
    complaints() {
      const all = heard;
      heard = [];
      return all;
    },
    leave: () => context.close(),
  };
}

/** Nothing is loading any more. */
export async function settled(page: Page): Promise<void> {
  await page.locator('#session > *').waitFor();
  const busy = page.locator('[aria-busy="true"]');
  while ((await busy.count()) > 0) await busy.first().waitFor({ state: 'detached' });
}
