import { setTimeout as wait } from 'node:timers/promises';
import { defineGatherer } from '../../kit/gatherer.ts';
import type { Identity, ProbedService } from '../../kit/identities.ts';
import metricsScrapes from '../evidence/metrics-scrapes.ts';
import routes from '../evidence/routes.ts';
import servedSpecification from '../evidence/served-specification.ts';
import startPlan from '../evidence/start-plan.ts';
import { readMetrics, type Family } from '../probes/metrics-text.ts';
import { businessPaths, healthPaths } from '../probing/paths.ts';

const requests = 20;
const failing = 1;
const missing = '/no-such-path-7f3a';
const usual = ['/metrics', '/actuator/prometheus', '/prometheus', '/api/metrics', '/-/metrics'];
const keptBytes = 4_000_000;
const settleMs = 300;

interface Scrape {
  readonly url: string;
  readonly as: Identity | undefined;
  readonly families: Family[];
}

export default defineGatherer({
  brings: metricsScrapes,
  uses: ['service'],
  // It shares a copy with those who hold the service to its document, and comes after them: its counts are its own.
  wants: { start: startPlan, known: routes, before: servedSpecification },
  limitMs: 600_000,
  async gather({ given: { start, known, before: specification }, drivers: { service }, signal }) {
    const probed = await service.openProbed(start?.plan, 'specification', signal);
    const found = known?.routes ?? [];
    const own = found.filter(({ path }) => /metrics|prometheus/i.test(path)).map(({ path }) => path);
    const tried: { url: string; status?: number }[] = [];
    const first = await findMetrics([...new Set([...own, ...usual])]);
    if (!first) return { tried, sent: { requests: 0, failing: 0 } };
    const documented = (specification?.operations ?? [])
      .filter(({ method, path, status }) => method === 'GET' && !path.includes('{') && status === 200)
      .map(({ path }) => path)
      .filter((path) => path !== first.url);
    const path = await firstGood(
      probed,
      [...businessPaths(found, 12), ...documented, ...healthPaths(found), '/'],
      signal,
    );
    const before = (await scrape(first.url, first.as)) ?? first;
    for (let sent = 0; sent < requests - failing; sent += 1) await get(path);
    for (let sent = 0; sent < failing; sent += 1) await get(missing);
    await wait(settleMs, undefined, { signal });
    const after = (await scrape(first.url, first.as)) ?? before;
    return {
      found: { url: first.url, before: before.families, after: after.families },
      tried,
      sent: { requests, failing },
    };

    async function findMetrics(paths: readonly string[]): Promise<Scrape | undefined> {
      for (const path of paths) {
        for (const as of [undefined, ...probed.identities]) {
          const seen = await scrape(path, as);
          if (seen) return seen;
          if (tried.at(-1)?.status !== 401 && tried.at(-1)?.status !== 403) break;
        }
      }
      return undefined;
    }

    async function scrape(url: string, as: Identity | undefined): Promise<Scrape | undefined> {
      const answer = await probed.ask(
        { method: 'GET', path: url, headers: { ...as?.headers }, harm: 'none', keepBytes: keptBytes },
        signal,
      );
      tried.push({ url, ...(answer.answered ? { status: answer.status } : {}) });
      if (!answer.answered || answer.status !== 200) return undefined;
      const families = readMetrics(answer.body);
      return families && { url, as, families };
    }

    function get(path: string) {
      return probed.ask({ method: 'GET', path, harm: 'none' }, signal);
    }
  },
});

async function firstGood(
  service: ProbedService,
  paths: readonly string[],
  signal: AbortSignal,
): Promise<string> {
  for (const path of paths) {
    const answer = await service.ask({ method: 'GET', path, harm: 'none', limitMs: 3_000 }, signal);
    if (answer.answered && answer.status < 400) return path;
  }
  return missing;
}
