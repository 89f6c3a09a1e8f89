import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, ConsoleMessage, Page, Request } from 'playwright-core';
import type { AxeFindings, SeenPage, SeenRequest } from '../../kit/browser.ts';
import { howWide, whatIsShown } from './in-page.ts';
import { heldBack, holdBack, hostOf, type Reach } from './reach.ts';

const widths = [360, 768, 1280];
const limitMs = 20_000;
const mostErrors = 20;
const mostRequests = 200;
const longestSource = 5_000_000;
const kinds: Readonly<Record<string, SeenRequest['kind']>> = {
  document: 'document',
  script: 'script',
  stylesheet: 'style',
  xhr: 'api',
  fetch: 'api',
  image: 'image',
  font: 'font',
};

/** One visit with everything a person with developer tools would note. */
export async function visitPage(
  browser: Browser,
  url: string,
  reach: Reach,
  signal: AbortSignal,
): Promise<SeenPage> {
  const context = await browser.newContext({ viewport: { width: 1_280, height: 800 } });
  const leave = () => void context.close();
  signal.addEventListener('abort', leave, { once: true });
  try {
    const page = await context.newPage();
    const held = await holdBack(page, url, reach);
    const consoleErrors: string[] = [];
    const pageErrors: string[] = [];
    const requests: Request[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error' && !held.has(message.location().url) && !isRefusal(message, requests))
        consoleErrors.push(said(message));
    });
    page.on('pageerror', (error) => pageErrors.push(error.message.slice(0, 300)));
    page.on('request', (request) => requests.push(request));
    const response = await page.goto(url, { waitUntil: 'load', timeout: limitMs });
    await page.waitForLoadState('networkidle', { timeout: 5_000 }).catch(() => undefined);
    const axe = await axeOf(page);
    const shown = await page.evaluate(whatIsShown);
    const scripts = shown.scripts.map(({ src, integrity }) => ({
      url: src,
      thirdParty: hostOf(src) !== hostOf(url),
      integrity,
    }));
    return {
      url,
      status: response?.status() ?? 0,
      textLength: shown.textLength,
      elements: shown.elements,
      consoleErrors: consoleErrors.slice(0, mostErrors),
      pageErrors: pageErrors.slice(0, mostErrors),
      requests: await Promise.all(requests.slice(0, mostRequests).map((one) => seen(one, url, held))),
      scripts,
      sources: await sourcesOf(requests, url),
      links: linksOf(shown.links, url),
      axe,
      // Last, because windows that change make pages ask for more.
      widths: await widthsOf(page),
    };
  } finally {
    signal.removeEventListener('abort', leave);
    await context.close();
  }
}

/** Chromium writes every 4xx to the console; a page that asks for what may not be there yet is in order. */
function isRefusal(message: ConsoleMessage, requests: readonly Request[]): boolean {
  const { url } = message.location();
  return (
    /^Failed to load resource: .*status of 4\d\d/.test(message.text()) &&
    requests.some((one) => one.url() === url && /^(xhr|fetch)$/.test(one.resourceType()))
  );
}

function said(message: ConsoleMessage): string {
  const at = message.location().url;
  return `${message.text()}${at === '' ? '' : ` (${at})`}`.slice(0, 300);
}

async function widthsOf(page: Page): Promise<SeenPage['widths']> {
  const found: SeenPage['widths'][number][] = [];
  for (const width of widths) {
    await page.setViewportSize({ width, height: 800 });
    const { contentWidth, widest } = await page.evaluate(howWide, width);
    found.push({ width, contentWidth, ...(widest === undefined || contentWidth <= width ? {} : { widest }) });
  }
  return found;
}

async function seen(request: Request, site: string, held: ReadonlySet<string>): Promise<SeenRequest> {
  const response = await request.response().catch(() => null);
  const failure = held.has(request.url()) ? heldBack : request.failure()?.errorText;
  return {
    url: request.url().slice(0, 500),
    method: request.method(),
    kind: kinds[request.resourceType()] ?? 'other',
    ...(response ? { status: response.status() } : {}),
    ...(failure === undefined ? {} : { failure }),
    thirdParty: hostOf(request.url()) !== hostOf(site),
    mixed: site.startsWith('https:') && request.url().startsWith('http:'),
  };
}

async function sourcesOf(requests: readonly Request[], site: string): Promise<SeenPage['sources']> {
  const mine = requests.filter(
    (request) => /^(document|script)$/.test(request.resourceType()) && hostOf(request.url()) === hostOf(site),
  );
  const texts = await Promise.all(
    mine.map(async (request) => {
      const response = await request.response().catch(() => null);
      const text = await response?.text().catch(() => undefined);
      const kind = request.resourceType() === 'document' ? ('page' as const) : ('script' as const);
      return text === undefined ? [] : [{ url: request.url(), kind, text: text.slice(0, longestSource) }];
    }),
  );
  return texts.flat();
}

function linksOf(links: readonly string[], site: string): string[] {
  const paths = links
    .filter((link) => hostOf(link) === hostOf(site))
    .map((link) => new URL(link).pathname + new URL(link).search);
  return [...new Set(paths)].slice(0, 100);
}

async function axeOf(page: Page): Promise<AxeFindings> {
  const { testEngine, passes, incomplete, violations } = await new AxeBuilder({ page }).analyze();
  return {
    version: testEngine.version,
    passes: passes.length,
    incomplete: incomplete.length,
    violations: violations.flatMap(({ id, impact, help, nodes }) =>
      impact
        ? [
            {
              rule: id,
              impact,
              says: help,
              elements: nodes.length,
              first: String(nodes[0]?.target[0] ?? '').slice(0, 200),
            },
          ]
        : [],
    ),
  };
}
