import type { DocumentFacts, Section } from '../evidence/documents.ts';
import type { ReadinessClaim } from '../evidence/readiness-claims.ts';

/** Evidence for the examples of audits: what is not named is what most documents have. */
export function exampleDocument(file: string, facts: Partial<DocumentFacts> = {}): DocumentFacts {
  return {
    file,
    format: 'markdown',
    subject: 'other',
    words: 200,
    standing: 'current',
    sections: [],
    dates: [],
    keepers: [],
    ...facts,
  };
}

export function exampleSection(text: string, facts: Partial<Section> = {}): Section {
  return { line: 10, depth: 2, text, subject: 'other', words: 60, steps: 4, commands: 0, ...facts };
}

export function exampleClaim(
  line: number,
  text: string,
  facts: Partial<ReadinessClaim> = {},
): ReadinessClaim {
  return {
    line,
    text,
    under: ['Production readiness'],
    form: 'item',
    inherited: false,
    figures: [],
    blank: false,
    ...facts,
  };
}

export const noDocuments = { documents: [], skipped: [] };
