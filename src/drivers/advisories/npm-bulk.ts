import semver from 'semver';
import { z } from 'zod';
import type { AdvisoriesDriver, Advisory } from '../../kit/drivers.ts';
import { CannotLook } from '../../kit/gatherer.ts';
import { askJson } from './ask-json.ts';
import { wordToSeverity } from './osv-record.ts';

const packagesAtOnce = 1_000;

const bulkAnswer = z.record(
  z.string(),
  z.array(
    z.looseObject({
      id: z.union([z.number(), z.string()]),
      url: z.string().optional(),
      title: z.string().catch(''),
      severity: z.string().optional(),
      vulnerable_versions: z.string(),
    }),
  ),
);

/** The endpoint behind `npm audit`. It knows npm packages only. */
export function npmBulk(registry: string): AdvisoriesDriver {
  const url = `${registry.replace(/\/+$/, '')}/-/npm/v1/security/advisories/bulk`;
  return {
    async ask(packages, signal) {
      const mine = packages.flatMap((one, index) => (one.ecosystem === 'npm' ? [{ ...one, index }] : []));
      if (mine.length === 0)
        throw new CannotLook('the npm registry was named, and there are no npm packages to ask about');
      const found: { index: number; advisories: Advisory[] }[] = [];
      for (let start = 0; start < mine.length; start += packagesAtOnce) {
        const batch = mine.slice(start, start + packagesAtOnce);
        const body: Record<string, string[]> = {};
        for (const { name, version } of batch) body[name] = [...(body[name] ?? []), version];
        const answer = bulkAnswer.safeParse(await askJson(url, body, signal));
        if (!answer.success)
          throw new CannotLook(`${new URL(url).host} does not answer like an npm registry`);
        for (const { name, version, index } of batch) {
          const hits = (Object.hasOwn(answer.data, name) ? answer.data[name] : undefined) ?? [];
          const advisories = hits
            .filter((hit) => semver.satisfies(version, hit.vulnerable_versions, { includePrerelease: true }))
            .map((hit): Advisory => {
              const fixedIn = fixIn(hit.vulnerable_versions, version);
              return {
                id: /GHSA-[\w-]+/.exec(hit.url ?? '')?.[0] ?? `npm-${hit.id}`,
                aliases: [],
                severity: wordToSeverity(hit.severity),
                summary: hit.title.replace(/\s+/g, ' ').slice(0, 200),
                ...(fixedIn === undefined ? {} : { fixedIn }),
              };
            });
          if (advisories.length > 0) found.push({ index, advisories });
        }
      }
      return {
        source: `the npm registry at ${new URL(url).host}`,
        notAsked: packages.flatMap(({ ecosystem }, index) =>
          ecosystem === 'npm' ? [] : [{ index, because: `an npm registry knows nothing of ${ecosystem}` }],
        ),
        found,
      };
    },
  };
}

/** `>=1.0.0 <1.4.2 || …`: the end of the part the version is in, when that end is left out of it. */
function fixIn(range: string, version: string): string | undefined {
  const part = range.split('||').find((one) => semver.satisfies(version, one, { includePrerelease: true }));
  return /<\s*(\d[\w.+-]*)/.exec(part ?? '')?.[1];
}
