// The machine's own Chromium, driven by Playwright; no browser is downloaded.
import { chromium, type Browser } from 'playwright-core';
import { existsSync } from 'node:fs';

const USUAL_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

const executablePath = process.env.CHROME_PATH ?? USUAL_PLACES.find((place) => existsSync(place));

/** The reason to skip, or false: what node:test takes as `skip`. */
export const noBrowser: string | false =
  executablePath === undefined &&
  'no Chromium was found, so nothing was tested in a browser: install one, or set CHROME_PATH';

export async function launch(): Promise<Browser> {
  if (executablePath === undefined) throw new Error('no browser');
  return chromium.launch({
    executablePath,
    headless: true,
    args: [
      // Chromium's sandbox does not work for root, which CI containers often are.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-gpu',
      '--no-first-run',
    ],
  });
}
