import type { Catalog } from '../engine/catalog.ts';
import { areaOf } from '../engine/judge.ts';
import type { Only } from '../engine/narrow.ts';
import { nearest } from './nearest.ts';

/** A filter that names nothing would look like a repository without problems. */
export function refuseUnknown({ audits, areas }: Only, catalog: Catalog): void {
  const ids = [...catalog.audits.keys()];
  for (const id of audits) mustKnow('audit', id, ids);
  for (const area of areas) mustKnow('area', area, [...new Set(ids.map(areaOf))]);
}

export function mustKnow(what: string, name: string, known: readonly string[]): void {
  if (known.includes(name)) return;
  const near = nearest(name, known);
  const hint =
    near !== undefined
      ? `Did you mean ${near}?`
      : known.length <= 20
        ? `There are: ${known.join(', ')}.`
        : 'seaworthy audits lists them.';
  throw new Error(`there is no ${what} "${name}". ${hint}`);
}
