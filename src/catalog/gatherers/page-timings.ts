import { defineGatherer } from '../../kit/gatherer.ts';
import pageTimings, { type PageTiming } from '../evidence/page-timings.ts';
import startPlan from '../evidence/start-plan.ts';
import { pathOf, visitKeyPages } from '../probing/key-pages.ts';

/** Lighthouse's slow 4G on a telephone of the middle class. */
const profile = { cpuSlowdown: 4, downloadKbps: 1_600, latencyMs: 150 };
const visits = 3;

export default defineGatherer({
  brings: pageTimings,
  uses: ['service', 'browser'],
  wants: { start: startPlan },
  limitMs: 600_000,
  // Times of a busy machine would be its own.
  heavy: true,
  async gather({ given: { start }, drivers: { service, browser }, signal }) {
    const { url } = await service.open(start?.plan, signal);
    const pages: PageTiming[] = [];
    for (const page of await visitKeyPages(browser, url, signal)) {
      const times = [];
      for (let visit = 0; visit < visits; visit += 1)
        times.push(await browser.time(page.url, profile, signal));
      pages.push({
        url: page.url,
        path: pathOf(page.url),
        loadMs: times.map((one) => one.loadMs),
        largestPaintMs: times.map((one) => one.largestPaintMs),
        scriptBytes: times.map((one) => one.scriptBytes),
      });
    }
    return { profile, pages };
  },
});
