import type { Where } from '../../kit/where.ts';
import type { DocumentFacts, Subject } from '../evidence/documents.ts';

/** Where documents speak of a subject: signs for a reader, never a proof. */
export function placesAbout(documents: readonly DocumentFacts[], subject: Subject): Where[] {
  return documents
    .filter((document) => document.standing === 'current')
    .flatMap(({ file, subject: about, title, sections }): Where[] => {
      if (about === subject) return [{ file, note: title ?? file }];
      return sections
        .filter((section) => section.subject === subject)
        .map((section) => ({ file, line: section.line, note: section.text }));
    });
}
