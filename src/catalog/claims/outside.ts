import type { TextLine } from '../../documents/document.ts';
import type { ClaimCheck } from '../evidence/claim-checks.ts';

const address = /\bhttps?:\/\/[^\s<>"'`)\]]{3,300}/g;
const reference = /\b(?:PRs?|pull requests?|MRs?|issues?|tickets?)\s+#?(\d{1,7})\b|(?<![\w&])#(\d{1,6})\b/gi;

/** What stands outside of the repository, and is not asked here: addresses, pull requests and issues. */
export function outsideIn({ text, line }: TextLine): Omit<ClaimCheck, 'document'>[] {
  const addresses = [...text.matchAll(address)].map(([named]) => ({
    line,
    kind: 'address' as const,
    named: named.replace(/[.,;:]$/, ''),
    holds: 'cannot-tell' as const,
    says: 'no address is asked without leave',
  }));
  const references = [...text.matchAll(reference)].map(([named, first, second]) => ({
    line,
    kind: 'reference' as const,
    named: `#${first ?? second ?? named}`,
    holds: 'cannot-tell' as const,
    says: 'the code host was not asked: --forge with a token tells whether it is merged or closed',
  }));
  return [...addresses, ...references];
}
