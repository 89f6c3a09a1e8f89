import { withoutSymbols } from './marks.ts';

/** What a document concludes about the whole service. */
export type WholeVerdict = 'ready' | 'ready-with-conditions' | 'not-ready' | 'complete';

const aboutWhole =
  /^(?:(?:overall|current|final|project|production|deployment|launch|release|go-?live|system|service|readiness)\s+)*(?:readiness|ready|status|assessment|verdict|recommendation|decision|conclusion|result|sign-?off|approval|ready for (?:production|launch|release))(?:\s+(?:status|assessment|level))?$/i;
const concluding = /\b(?:summary|overall|conclusion|final|assessment|readiness|verdict)\b/i;
const negative =
  /\bnot (?:yet )?(?:production[- ]?ready|ready|approved|recommended)\b|^(?:no|no-?go|blocked|rejected)\b|\b(?:un|isn't |is not )ready\b/i;
const positive =
  /^(?:is |now |fully |100 ?% |officially |the (?:\w+ ){1,4}is )*(?:production[- ]?ready|ready for (?:production|launch|go[- ]?live|release|deployment)|approved for (?:production|launch|release|deployment)|ready to (?:ship|deploy|launch|go live)|go-?live approved|yes|go|approved|ready)\b/i;
const complete = /^(?:fully )?complete[d]?(?: and ready(?: for (?:launch|production|deployment))?)?$/i;
const condition =
  /\b(?:with (?:\w+ )?(?:monitoring|conditions?|caveats?|limitations?|reservations?|restrictions?|exceptions?)|conditional(?:ly)?|pending|once|after|if|except|provided|partially|mostly|almost|nearly)\b/i;

/**
 * Reads "Status: PRODUCTION READY" and the like: a line that concludes, not one that names something ready-made
 * ("production-ready test framework").
 */
export function readVerdict(text: string, under: readonly string[]): WholeVerdict | undefined {
  if (text.length > 160) return undefined;
  const plain = withoutSymbols(text).replace(/[!.\s]+$/, '');
  const split = /^([^:?]{2,60})[:?]\s*(.{2,})$/.exec(plain);
  if (split) {
    const [, key = '', value = ''] = split;
    // A bare "Status:" deep in a document is that of its section.
    const ofSection =
      /^\W*(?:current )?(?:status|verdict|result|assessment)$/i.test(key.trim()) && under.length > 1;
    if (ofSection && !under.slice(1).every((heading) => concluding.test(heading))) return undefined;
    return aboutWhole.test(key.trim()) ? conclude(value, key) : undefined;
  }
  return /^(?:production[- ]?ready|not (?:yet )?production[- ]?ready|ready for production|approved for production)(?:\s*\(.*\))?$/i.test(
    plain,
  )
    ? conclude(plain, '')
    : undefined;
}

function conclude(value: string, key: string): WholeVerdict | undefined {
  const bare = value.replace(/\([^()]*\)/g, ' ').trim();
  if (negative.test(value)) return 'not-ready';
  if (complete.test(bare) && /readiness|production|launch|go-?live/i.test(key)) {
    return /ready/i.test(bare) ? 'ready' : 'complete';
  }
  if (!positive.test(bare)) return undefined;
  // "Status: ready" may speak of anything; "Production status: ready" does not.
  if (
    /^(?:ready|yes|go|approved)$/i.test(bare) &&
    !/production|launch|release|readiness|go-?live|deployment/i.test(key)
  )
    return undefined;
  // Words after the verdict turn it into a description: "production-ready test framework established".
  const rest = bare.replace(positive, '').trim();
  if (rest !== '' && !condition.test(rest) && !/^(?:and|for|as of|since|[,;–—-])/i.test(rest))
    return undefined;
  return condition.test(value) ? 'ready-with-conditions' : 'ready';
}
