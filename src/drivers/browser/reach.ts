import type { Page } from 'playwright-core';

export interface Reach {
  readonly closed: boolean;
  readonly readOnly: boolean;
}

/** Why a request was not let through; the page cannot help it. */
export const heldBack = 'held back by Seaworthy';

/** Holds back what must not be sent. Returns true for addresses that were. */
export async function holdBack(page: Page, site: string, { closed, readOnly }: Reach): Promise<Set<string>> {
  const held = new Set<string>();
  await page.route('**/*', (route) => {
    const request = route.request();
    const foreign = hostOf(request.url()) !== hostOf(site) && /^(https?|wss?):/.test(request.url());
    if (!(closed && foreign) && !(readOnly && request.method() !== 'GET')) return route.continue();
    held.add(request.url());
    return route.abort('blockedbyclient');
  });
  return held;
}

export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : '';
}
