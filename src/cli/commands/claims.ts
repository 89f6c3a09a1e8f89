import { answerDocument, type AnsweredDocument } from '../../claims/document.ts';
import { readPhrases } from '../../claims/map.ts';
import { rewriteDocument } from '../../claims/rewrite.ts';
import { redact } from '../../drivers/redact.ts';
import type { Result } from '../../kit/result.ts';
import { toJson } from '../../report/formats.ts';
import { renderClaims } from '../claims-screen.ts';
import type { Given } from '../commands.ts';
import { consentFrom } from '../consent.ts';
import { inspect } from '../inspection.ts';
import { progressLine } from '../progress.ts';
import { readTextFile } from '../read-text-file.ts';
import { writeWhole } from '../write-whole.ts';

/** Answers what documents claim, line by line. Exit code 1 when a line is contradicted. */
export async function run({ args, options, console, signal }: Given): Promise<number> {
  if (options.write !== undefined && args.length > 1)
    throw new Error('--write takes one document at a time. Name one');
  // Everything that can be refused is refused before minutes are spent.
  const texts = await Promise.all(args.map(async (path) => ({ path, text: await readTextFile(path) })));
  for (const { path, text } of texts) mustClaim(path, text);
  const progress = progressLine(console);
  const dir = options.dir ?? '.';
  const { result, catalog } = await inspect({
    path: dir,
    catalogs: options.catalog,
    consent: consentFrom(options, process.env),
    signal,
    report: progress.read,
    ...(options.config === undefined ? {} : { configFile: options.config }),
  }).finally(progress.end);
  const phrases = readPhrases(catalog.audits);
  const documents = texts.map(({ path, text }) =>
    withoutSecrets(answerDocument(path, text, phrases, result)),
  );
  const [first] = documents;
  if (options.write !== undefined && first)
    await writeWhole(options.write, rewriteDocument(texts[0]?.text ?? '', first));
  const claims = documents.flatMap((document) => document.claims.map((claim) => claim.result));
  if (options.format === 'json') console.print(toJson({ ...result, claims }));
  else console.print(renderAll(documents, result, { ...console.out, why: options.why, dir }));
  return claims.some(({ verdict }) => verdict === 'contradicted') ? 1 : 0;
}

/** A document may hold a password that somebody wrote down: reports never repeat it. */
function withoutSecrets(document: AnsweredDocument): AnsweredDocument {
  const claims = document.claims.map((claim) => ({
    ...claim,
    result: { ...claim.result, text: redact(claim.result.text) },
  }));
  return { ...document, claims };
}

function renderAll(
  documents: readonly AnsweredDocument[],
  result: Result,
  screen: Parameters<typeof renderClaims>[2],
): string {
  return documents.map((document) => renderClaims(document, result, screen)).join('\n');
}

const nothingJudged = {
  audits: [],
  areas: [],
  score: { proven: 0, possible: 100, ready: false, grade: 'F', because: [] },
} as const;

function mustClaim(path: string, text: string): void {
  const { claims } = answerDocument(path, text, readPhrases(new Map()), nothingJudged);
  if (claims.length === 0)
    throw new Error(
      `${path} claims nothing that can be read: no ticked or empty box, mark, status or score. Name a readiness document`,
    );
}
