import type { BrowserDriver, SeenPage } from '../../kit/browser.ts';
import { CannotLook } from '../../kit/gatherer.ts';

const mostPages = 5;

/** The home page and the first pages of the same site that it links to. */
export async function visitKeyPages(
  browser: BrowserDriver,
  site: string,
  signal: AbortSignal,
): Promise<readonly SeenPage[]> {
  const home = await browser.visit(new URL('/', site).href, signal);
  if (!home.sources.some(({ kind, text }) => kind === 'page' && /<(html|body|!doctype)/i.test(text)))
    throw new CannotLook(
      `/ answers ${home.status} and no HTML page`,
      'where the pages are elsewhere, inspect that address: --url URL',
    );
  const pages = [home];
  for (const path of home.links) {
    if (pages.length >= mostPages) break;
    const url = new URL(path, site).href;
    if (pages.some((page) => page.url === url) || isNoPage(path)) continue;
    const page = await browser.visit(url, signal);
    if (page.sources.some(({ kind }) => kind === 'page')) pages.push(page);
  }
  return pages;
}

/** Following these would end a session or fetch a file. */
function isNoPage(path: string): boolean {
  return /log-?out|sign-?out|\/delete|\.(pdf|zip|png|jpe?g|svg|json|xml|txt|csv|ics|md)(\?|$)/i.test(path);
}

export function pathOf(url: string): string {
  const { pathname, search } = new URL(url);
  return `${pathname}${search}`.slice(0, 200);
}
