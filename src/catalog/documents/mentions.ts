import type { Document, Span } from '../../documents/document.ts';
import type { Subject } from '../evidence/documents.ts';
import type { Wish } from './command-wishes.ts';
import { isListing } from './listed.ts';

/** Documents somebody acts on: a file they name in passing is meant to be there. */
const operational: readonly Subject[] = [
  'readiness',
  'runbook',
  'recovery',
  'rollback',
  'deployment',
  'incident',
  'monitoring',
  'readme',
  'contributing',
];
const fileLike =
  /^\.?\/?(?:[\w.@-]+\/)+[\w.@-]+\.(?:sh|py|js|ts|mjs|rb|php|ps1|sql|ya?ml|json|toml|md|conf|tf|k6|cfg|ini|xml)$/;
/** Sentences about what is to be made, what was, or what something is called elsewhere. */
export const hypothetical =
  /\b(?:create|add|generate[sd]?|write|writes|written|output|produce[sd]?|make|makes|new|will|would|should|could|if|when|optional(?:ly)?|e\.g\.|for example|such as|like|your|removed?|deleted?|renamed?|moved|deprecated|replace[sd]?|no longer|instead|missing|todo|planned|needed|download|copy|save[sd]?|upload|edit|override|place|put|named|called|import|container|inside|mounted|server|host|s3)\b/i;

/** Files named in inline code, where the sentence only makes sense when they exist. */
export function mentionsIn(document: Document, subject: Subject): { wish: Wish; span: Span }[] {
  if (!operational.includes(subject)) return [];
  return document.spans.flatMap((span) => {
    if (!fileLike.test(span.text) || hypothetical.test(span.within.replace(span.text, ''))) return [];
    if (span.under.some((text) => hypothetical.test(text)) || isListing(span.within, span.under)) return [];
    return [{ wish: { kind: 'path' as const, name: span.text.replace(/^\//, ''), by: 'a sentence' }, span }];
  });
}
