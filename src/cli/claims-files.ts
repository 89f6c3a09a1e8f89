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

function mustClaim({ file, text }: ClaimedText): void {
  const { claims } = answerDocument(file, text, readPhrases(new Map()), nothingJudged);
  if (claims.length === 0)
    throw new Error(
      `${file} claims nothing that can be read: no ticked or empty box, mark, status or score. Name a readiness document`,
    );
}
