import { answerDocument } from '../claims/document.ts';
import { readPhrases } from '../claims/map.ts';
import type { ClaimedText } from './claims-answers.ts';
import { readTextFile } from './read-text-file.ts';

/** Reads the documents that were named. What can be refused is refused here, before minutes are spent. */
export async function readClaims(paths: readonly string[]): Promise<ClaimedText[]> {
  const twice = paths.find((path, index) => paths.indexOf(path) !== index);
  if (twice !== undefined) throw new Error(`${twice} is named twice. Name each document once`);
  const texts = await Promise.all(paths.map(async (file) => ({ file, text: await readTextFile(file) })));
  for (const one of texts) mustClaim(one);
  return texts;
}

const nothingJudged = {
  audits: [],
  areas: [],
  score: { proven: 0, possible: 100, ready: false, grade: 'F', because: [] },
} as const;

/** Most documents claim something soon: the rest of a long one is only read when its beginning does not. */
const beginning = 100_000;

function mustClaim({ file, text }: ClaimedText): void {
  const phrases = readPhrases(new Map());
  const claiming = [text.slice(0, beginning), text].some(
    (part) => answerDocument(file, part, phrases, nothingJudged).claims.length > 0,
  );
  if (!claiming)
    throw new Error(
      `${file} claims nothing that can be read: no ticked or empty box, mark, status or score. Name a readiness document`,
    );
}
