/** Words that join and say nothing by themselves; both sides of a comparison lose them. */
const joining = new Set(['and', 'the', 'a', 'an', 'of', 'for', 'our']);

/**
 * Words of daily use. A phrase of one such word is meant only where it is all that a line or its label says:
 * "Promote" is one thing, "promote a culture of quality" another.
 */
export const everyday = new Set(
  (
    'api link impact duration compliance retention normalized promote merged formatting readiness rolling uptime ' +
    'dashboard architecture scalability redundancy logout escalation responsive canary scrape contributing ' +
    'provenance coverage index license licence licensing accessibility runbook rollback readme failover slo sla ' +
    'authentication authorization logging monitoring encryption caching cache linting log training migration ' +
    'redundant rto rpo prettier ruff black test security performance documentation backup database deployment'
  )
    .split(' ')
    .map(stem),
);

/** The words of a text as they are compared: lower case, singular, without joining words. */
export function wordsOf(text: string): string[] {
  const found = text
    .normalize('NFKC')
    .toLowerCase()
    .matchAll(/(?<![\p{L}\p{N}.])\.[a-z]\w*|[\p{L}\p{N}_]+|[<>]/gu);
  return [...found].map(([word]) => stem(word)).filter((word) => !joining.has(word));
}

function stem(word: string): string {
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  return word.length > 3 && /[^su]s$/.test(word) ? word.slice(0, -1) : word;
}
