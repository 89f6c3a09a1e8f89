import type { Catalog } from './catalog.ts';
import type { Config } from './config.ts';
import { areaOf } from './judge.ts';

export interface UnknownName {
  /** Where in the configuration: ['waivers', 0, 'audit']. */
  readonly path: readonly (string | number)[];
  readonly what: string;
  readonly name: string;
  readonly known: readonly string[];
}

/** Names of areas, audits and limits that the catalog does not have. */
export function findUnknownNames(config: Config, catalog: Catalog): UnknownName[] {
  const audits = [...catalog.audits.keys(), ...config.checks.map((check) => `project/${check.id}`)];
  const areas = [...new Set(audits.map(areaOf))];
  const unknown: UnknownName[] = [];

  function mustKnow(
    path: readonly (string | number)[],
    what: string,
    name: string,
    known: readonly string[],
  ): void {
    if (!known.includes(name)) unknown.push({ path, what, name, known });
  }

  for (const area of Object.keys(config.areas)) mustKnow(['areas', area], 'area', area, areas);
  for (const id of Object.keys(config.audits)) mustKnow(['audits', id], 'audit', id, audits);
  for (const [id, limits] of Object.entries(config.thresholds)) {
    mustKnow(['thresholds', id], 'audit', id, audits);
    const known = Object.keys(catalog.audits.get(id)?.limits ?? {});
    if (!catalog.audits.has(id)) continue;
    for (const name of Object.keys(limits)) mustKnow(['thresholds', id, name], `limit of ${id}`, name, known);
  }
  config.waivers.forEach((waiver, index) =>
    mustKnow(['waivers', index, 'audit'], 'audit', waiver.audit, audits),
  );
  config.attestations.forEach((one, index) =>
    mustKnow(['attestations', index, 'audit'], 'audit', one.audit, audits),
  );
  config.claims.forEach((claim, index) =>
    claim.audits?.forEach((id, at) => mustKnow(['claims', index, 'audits', at], 'audit', id, audits)),
  );
  return unknown;
}
