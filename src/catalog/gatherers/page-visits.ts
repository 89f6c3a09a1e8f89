import { defineGatherer } from '../../kit/gatherer.ts';
import pageVisits from '../evidence/page-visits.ts';
import startPlan from '../evidence/start-plan.ts';
import { pathOf, visitKeyPages } from '../probing/key-pages.ts';

export default defineGatherer({
  brings: pageVisits,
  uses: ['service', 'browser'],
  wants: { start: startPlan },
  limitMs: 600_000,
  async gather({ given: { start }, drivers: { service, browser }, signal }) {
    const { url } = await service.open(start?.plan, signal);
    const pages = await visitKeyPages(browser, url, signal);
    return {
      browser: await browser.version(),
      pages: pages.map((page) => ({
        url: page.url,
        path: pathOf(page.url),
        status: page.status,
        textLength: page.textLength,
        elements: page.elements,
        consoleErrors: [...page.consoleErrors],
        pageErrors: [...page.pageErrors],
        requests: page.requests.map((request) => ({ ...request })),
        widths: page.widths.map((width) => ({ ...width })),
        scripts: page.scripts.map((script) => ({ ...script })),
      })),
    };
  },
});
