import { z } from 'zod';
import type { AdvisoriesDriver, Advisory } from '../../kit/drivers.ts';
import { CannotLook } from '../../kit/gatherer.ts';
import { askJson } from './ask-json.ts';
import { advisoryFrom, match, osvRecord, type OsvRecord } from './osv-record.ts';
import { orderOf } from './version-order.ts';

const packagesAtOnce = 500;
const recordsAtOnce = 8;
const maxRecords = 3_000;
const maxPages = 50;

const batchAnswer = z.looseObject({
  results: z.array(
    z.looseObject({
      vulns: z.array(z.looseObject({ id: z.string() })).optional(),
      next_page_token: z.string().optional(),
    }),
  ),
});

type Query = { readonly index: number; readonly token?: string };

/** A service that speaks the OSV API: one batch query for the ids, then each record once. */
export function osvApi(base: string): AdvisoriesDriver {
  const root = base.replace(/\/+$/, '').replace(/\/v1$/, '');
  return {
    async ask(packages, signal) {
      const known = packages.flatMap(({ ecosystem }, index) => (orderOf(ecosystem) ? [index] : []));
      const ids = new Map<number, Set<string>>();
      let queries: Query[] = known.map((index) => ({ index }));
      for (let page = 0; queries.length > 0; page += 1) {
        if (page === maxPages)
          throw new CannotLook(`${new URL(root).host} answers with more pages than ${maxPages}`);
        const next: Query[] = [];
        for (let start = 0; start < queries.length; start += packagesAtOnce) {
          const batch = queries.slice(start, start + packagesAtOnce);
          const body = { queries: batch.map(({ index, token }) => queryFor(packages[index], token)) };
          const answer = batchAnswer.safeParse(await askJson(`${root}/v1/querybatch`, body, signal));
          if (!answer.success || answer.data.results.length !== batch.length)
            throw new CannotLook(`${new URL(root).host} does not answer like an OSV API`);
          for (const [at, { vulns, next_page_token: token }] of answer.data.results.entries()) {
            const index = batch[at]?.index;
            if (index === undefined) continue;
            const mine = ids.get(index) ?? new Set();
            for (const { id } of vulns ?? []) mine.add(id);
            ids.set(index, mine);
            if (token !== undefined) next.push({ index, token });
          }
        }
        queries = next;
      }
      const records = await fetchRecords(root, new Set([...ids.values()].flatMap((set) => [...set])), signal);
      const found: { index: number; advisories: Advisory[] }[] = [];
      for (const [index, mine] of ids) {
        const asked = packages[index];
        const advisories: Advisory[] = [];
        for (const id of mine) {
          const record = records.get(id);
          if (!record || !asked || record.withdrawn !== undefined) continue;
          advisories.push(advisoryFrom(record, match(record, asked)?.fixedIn));
        }
        if (advisories.length > 0) found.push({ index, advisories });
      }
      const asked = new Set(known);
      return {
        source: `OSV at ${new URL(root).host}`,
        notAsked: packages.flatMap(({ ecosystem }, index) =>
          asked.has(index)
            ? []
            : [{ index, because: `${ecosystem} is not an ecosystem that is understood here` }],
        ),
        found,
      };
    },
  };
}

function queryFor(
  asked: { ecosystem: string; name: string; version: string } | undefined,
  token: string | undefined,
) {
  return {
    package: { ecosystem: asked?.ecosystem, name: asked?.name },
    version: asked?.version.replace(/^v(?=\d)/, ''),
    ...(token === undefined ? {} : { page_token: token }),
  };
}

async function fetchRecords(
  root: string,
  ids: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, OsvRecord>> {
  if (ids.size > maxRecords)
    throw new CannotLook(`more than ${maxRecords} advisories would have to be fetched`);
  const queue = [...ids];
  const records = new Map<string, OsvRecord>();
  const work = async (): Promise<void> => {
    for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
      const answer = osvRecord.safeParse(
        await askJson(`${root}/v1/vulns/${encodeURIComponent(id)}`, undefined, signal),
      );
      if (!answer.success) throw new CannotLook(`the record ${id} is not an OSV record`);
      records.set(id, answer.data);
    }
  };
  await Promise.all(Array.from({ length: recordsAtOnce }, work));
  return records;
}
