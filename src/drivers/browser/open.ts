import { existsSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import type { BrowserDriver, SeenPage } from '../../kit/browser.ts';
import { CannotLook } from '../../kit/gatherer.ts';
import { timePage } from './time-page.ts';
import { visitPage } from './visit-page.ts';

const usual = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];
/** What a browser on a server needs, and no calls home. */
const args = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--no-first-run',
];

/**
 * The machine's Chromium. `closed`: pages may reach their own site only, because nothing may leave the sandbox;
 * `readOnly`: nothing but GET is sent, because the site is somebody's.
 */
export function browserDriver(reach: {
  readonly closed: boolean;
  readonly readOnly: boolean;
}): BrowserDriver & {
  close(): Promise<void>;
} {
  let starting: Promise<Browser> | undefined;
  const visits = new Map<string, Promise<SeenPage>>();
  const browser = () => (starting ??= start());

  return {
    version: async () => `chromium ${(await browser()).version()}`,
    visit(url, signal) {
      const visit = visits.get(url) ?? browser().then((one) => visitPage(one, url, reach, signal));
      visits.set(url, visit);
      return visit;
    },
    time: async (url, profile, signal) => timePage(await browser(), url, profile, reach, signal),
    async close() {
      await starting?.then(
        (one) => one.close(),
        () => undefined,
      );
    },
  };
}

async function start(): Promise<Browser> {
  const { chromium } = await import('playwright-core');
  const executablePath = [process.env['CHROME_PATH'], ...usual, chromium.executablePath()].find(
    (path) => path !== undefined && path !== '' && existsSync(path),
  );
  if (executablePath === undefined)
    throw new CannotLook(
      'this machine has no Chromium',
      'install one (apt-get install chromium, npx playwright install chromium), or name it in CHROME_PATH',
    );
  return chromium.launch({ executablePath, args });
}
