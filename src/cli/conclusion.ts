import type { AnsweredDocument } from '../claims/document.ts';
import { readableText } from '../claims/notes.ts';
import type { Catalog } from '../engine/catalog.ts';
import type { Evidences } from '../engine/gather.ts';
import { conclude, type RunFacts } from '../engine/inspect.ts';
import { narrowCatalog, narrowConfig, sayItIsPart, type Only } from '../engine/narrow.ts';
import type { Result } from '../kit/result.ts';
import type { Background } from '../report/background.ts';
import { answerRun, claimedTexts, withClaims } from './claims-answers.ts';

/** The one way from evidence to result, for a fresh run and for a stored one: so both give the same bytes. */
export function concludeRun(
  catalog: Catalog,
  evidences: Evidences,
  facts: RunFacts,
  only: Only,
): { readonly result: Result; readonly documents: readonly AnsweredDocument[] } {
  const config = narrowConfig(facts.config, only);
  const concluded = conclude(narrowCatalog(catalog, only), evidences, { ...facts, config });
  const result = sayItIsPart(concluded, only, catalog.audits.size);
  const documents = answerRun(catalog, evidences, result, { ...facts, config });
  return { result: withClaims(result, documents, config.claims), documents };
}

export function backgroundOf(
  catalog: Catalog,
  evidences: Evidences,
  origin: Background['origin'],
): Background {
  const names = [...evidences.kept.values()].map(({ sha256, name }) => [sha256, name] as const);
  return {
    audits: catalog.audits,
    evidence: new Map(names),
    documents: new Map(claimedTexts(catalog, evidences).map(({ file, text }) => [file, readableText(text)])),
    ...(origin ? { origin } : {}),
  };
}
