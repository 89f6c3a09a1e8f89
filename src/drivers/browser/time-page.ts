import type { Browser } from 'playwright-core';
import type { PageTimes, SlowProfile } from '../../kit/browser.ts';
import { howLong } from './in-page.ts';
import { holdBack, type Reach } from './reach.ts';

const limitMs = 60_000;

/** A visit on a slow telephone: the largest paint is what Chromium says when the page has been quiet for a while. */
export async function timePage(
  browser: Browser,
  url: string,
  { cpuSlowdown, downloadKbps, latencyMs }: SlowProfile,
  reach: Reach,
  signal: AbortSignal,
): Promise<PageTimes> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, isMobile: true });
  const leave = () => void context.close();
  signal.addEventListener('abort', leave, { once: true });
  try {
    const page = await context.newPage();
    await holdBack(page, url, reach);
    const devtools = await context.newCDPSession(page);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: cpuSlowdown });
    await devtools.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: latencyMs,
      downloadThroughput: (downloadKbps * 1_000) / 8,
      uploadThroughput: (downloadKbps * 1_000) / 16,
    });
    await page.goto(url, { waitUntil: 'load', timeout: limitMs });
    await page.waitForLoadState('networkidle', { timeout: 10_000 }).catch(() => undefined);
    return await page.evaluate(howLong);
  } finally {
    signal.removeEventListener('abort', leave);
    await context.close();
  }
}
