import type { Measures } from '../claims/bounds.ts';
import { answerDocument, type AnsweredDocument, type Looked } from '../claims/document.ts';
import { readPhrases } from '../claims/map.ts';
import { isOf, nameOf, type Pin } from '../claims/pins.ts';
import type { Catalog } from '../engine/catalog.ts';
import type { Evidences } from '../engine/gather.ts';
import { againstBounds, type RunFacts } from '../engine/inspect.ts';
import type { Result } from '../kit/result.ts';
import { counted } from '../report/words.ts';

/** The evidence that holds the text of readiness documents, found in the repository or named with --claims. */
export const claimedDocuments = 'claimed-documents';

export interface ClaimedText {
  readonly file: string;
  readonly text: string;
}

export function claimedTexts(catalog: Catalog, { kept }: Pick<Evidences, 'kept'>): readonly ClaimedText[] {
  const noun = catalog.evidence.get(claimedDocuments);
  const found = kept.get(claimedDocuments);
  if (!noun || !found) return [];
  // Parsed by the schema of catalog/evidence/claimed-documents.ts, which this floor must not import.
  return (noun.schema.parse(found.value) as { documents: readonly ClaimedText[] }).documents;
}

/** The evidence that tells whether the things are there that those documents name. */
export const claimChecks = 'claim-checks';

function lookedAt(catalog: Catalog, { kept }: Pick<Evidences, 'kept'>, startedAt: string): Looked {
  const noun = catalog.evidence.get(claimChecks);
  const found = kept.get(claimChecks);
  const today = startedAt.slice(0, 10);
  if (!noun || !found) return { today, checks: [] };
  // Parsed by the schema of catalog/evidence/claim-checks.ts, which this floor must not import.
  return { today, ...(noun.schema.parse(found.value) as Looked) };
}

/** Lets a number of a document stand for the limit of the audit that measured it. */
function measuresOf(catalog: Catalog, evidences: Evidences, facts: RunFacts): Measures {
  const again = againstBounds(catalog, evidences, facts);
  return {
    limits: new Map([...catalog.audits].map(([id, { limits }]) => [id, limits ?? {}])),
    judge: ({ audit, limit, value }, from) => again(audit, { limits: { [limit]: value }, from }),
  };
}

/** The documents of a run, each line of them answered by the audits of the run. */
export function answerRun(
  catalog: Catalog,
  evidences: Evidences,
  result: Result,
  facts: RunFacts,
): readonly AnsweredDocument[] {
  const texts = claimedTexts(catalog, evidences);
  if (texts.length === 0) return [];
  const phrases = readPhrases(catalog.audits);
  const measures = measuresOf(catalog, evidences, facts);
  const looked = { ...lookedAt(catalog, evidences, result.startedAt), measures };
  return texts
    .map(({ file, text }) => answerDocument(file, text, phrases, result, looked, facts.config.claims))
    .filter(({ claims, pinned }) => claims.length + pinned.length > 0);
}

/** The result with what its documents claim. Nothing is added when there is no such document. */
export function withClaims(
  result: Result,
  documents: readonly AnsweredDocument[],
  pins: readonly Pin[],
): Result {
  const notices = [...result.notices, ...noticesOf(documents, pins)];
  const claiming = documents.filter(({ claims }) => claims.length > 0);
  if (claiming.length === 0) return { ...result, notices };
  return {
    ...result,
    notices,
    documents: claiming.map(({ path, title, score }) => ({
      file: path,
      title,
      ...(score === undefined ? {} : { score }),
    })),
    claims: claiming.flatMap(({ claims }) => claims.map((claim) => claim.result)),
  };
}

/** Whoever reads the numbers must know what the team changed about them, and what of it does nothing. */
function noticesOf(documents: readonly AnsweredDocument[], pins: readonly Pin[]): string[] {
  const used = documents.flatMap(({ pinned }) => pinned);
  const silenced = used.filter(({ notAClaim }) => notAClaim).length;
  const pinned = used.length - silenced;
  const idle = pins.filter(
    (pin) => !used.includes(pin) && documents.some(({ path }) => isOf(path, pin.document)),
  );
  const from = 'claims: of seaworthy.yaml';
  return [
    ...(silenced > 0
      ? [`${counted(silenced, 'line is', 'lines are')} no claim, as ${from} says: not answered.`]
      : []),
    ...(pinned > 0
      ? [`${counted(pinned, 'line is', 'lines are')} answered by the audits that ${from} names.`]
      : []),
    ...idle.map((pin) => `"${nameOf(pin)}" under ${from} matches no line: remove it.`),
  ];
}
