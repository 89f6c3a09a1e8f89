import { defineGatherer } from '../../kit/gatherer.ts';
import bundleScans from '../evidence/bundle-scans.ts';
import startPlan from '../evidence/start-plan.ts';
import { visitKeyPages } from '../probing/key-pages.ts';

const shortestSecret = 12;

export default defineGatherer({
  brings: bundleScans,
  uses: ['service', 'browser', 'secrets'],
  wants: { start: startPlan },
  limitMs: 600_000,
  async gather({ given: { start }, drivers: { service, browser, secrets }, signal }) {
    // The copy whose secrets we made up: their values are known, so they can be looked for.
    const probed = await service.openProbed(start?.plan, 'pages', signal);
    const pages = await visitKeyPages(browser, probed.url, signal);
    const sources = new Map(pages.flatMap((page) => page.sources).map((source) => [source.url, source]));
    for (const { url, text } of sources.values()) {
      const map = /[#@] sourceMappingURL=([\w./-]+\.map)\s*$/.exec(text.slice(-2_000))?.[1];
      if (map === undefined) continue;
      const address = new URL(map, url);
      const answer = await probed.ask({ method: 'GET', path: address.pathname, harm: 'none' }, signal);
      if (answer.answered && answer.status === 200)
        sources.set(address.href, { url: address.href, kind: 'script', text: answer.body });
    }
    const all = [...sources.values()];
    const hits = await secrets.scan(all.map(({ url, text }) => ({ path: url, text })));
    const values = Object.entries(probed.secrets).filter(([, value]) => value.length >= shortestSecret);
    return {
      files: all.map(({ url, kind, text }) => ({
        url,
        kind: url.endsWith('.map') ? ('source-map' as const) : kind,
        bytes: Buffer.byteLength(text),
      })),
      secrets: hits.map(({ path, line, kind, verified }) => ({ url: path, line, kind, verified })),
      serverVariables: all.flatMap(({ url, text }) =>
        values.flatMap(([name, value]) => (text.includes(value) ? [{ url, name }] : [])),
      ),
    };
  },
});
