import type { Result } from '../kit/result.ts';
import type { Catalog } from './catalog.ts';
import type { Config } from './config.ts';
import { areaOf } from './judge.ts';

/** A wish to look at a part only; nothing chosen means everything. */
export interface Only {
  readonly audits: readonly string[];
  readonly areas: readonly string[];
}

export const everything: Only = { audits: [], areas: [] };

export function isPart({ audits, areas }: Only): boolean {
  return audits.length + areas.length > 0;
}

/** The catalog with the chosen audits only; what they need is still all there. */
export function narrowCatalog(catalog: Catalog, only: Only): Catalog {
  if (!isPart(only)) return catalog;
  return { ...catalog, audits: new Map([...catalog.audits].filter(([id]) => isChosen(id, only))) };
}

/** Without what speaks of audits that are not run: it would be reported as matching nothing. */
export function narrowConfig(config: Config, only: Only): Config {
  if (!isPart(only)) return config;
  const keep = <T extends { readonly audit: string }>(all: readonly T[]) =>
    all.filter(({ audit }) => isChosen(audit, only));
  return { ...config, waivers: keep(config.waivers), attestations: keep(config.attestations) };
}

/** A part is never ready, however good it looks. */
export function sayItIsPart(result: Result, only: Only, allAudits: number): Result {
  if (!isPart(only)) return result;
  const chosen = [...only.areas.map((area) => `area ${area}`), ...only.audits].join(', ');
  const says = `Only ${result.audits.length} of ${allAudits} audits were run (${chosen}): the numbers hold for these alone.`;
  const score = {
    ...result.score,
    ready: false,
    because: ['Only a part was inspected.', ...result.score.because],
  };
  return { ...result, score, notices: [says, ...result.notices] };
}

function isChosen(id: string, { audits, areas }: Only): boolean {
  return audits.includes(id) || areas.includes(areaOf(id));
}
