import { defineGatherer } from '../../kit/gatherer.ts';
import axeResults from '../evidence/axe-results.ts';
import startPlan from '../evidence/start-plan.ts';
import { pathOf, visitKeyPages } from '../probing/key-pages.ts';

export default defineGatherer({
  brings: axeResults,
  uses: ['service', 'browser'],
  wants: { start: startPlan },
  limitMs: 600_000,
  async gather({ given: { start }, drivers: { service, browser }, signal }) {
    const { url } = await service.open(start?.plan, signal);
    const pages = await visitKeyPages(browser, url, signal);
    return {
      version: pages[0]?.axe.version ?? '',
      pages: pages.map((page) => ({
        url: page.url,
        path: pathOf(page.url),
        textLength: page.textLength,
        passes: page.axe.passes,
        incomplete: page.axe.incomplete,
        violations: page.axe.violations.map((violation) => ({ ...violation })),
      })),
    };
  },
});
