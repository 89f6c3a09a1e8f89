/** Words that join and say nothing by themselves; both sides of a comparison lose them. */
const joining = new Set(
  'the a an of for our your is are be been was were has have with via properly correctly'.split(' '),
);

/**
 * Words of daily use. A phrase of one such word is meant only where it is all that a line or its label says:
 * "Promote" is one thing, "promote a culture of quality" another.
 */
export const everyday = stemsOf(
  'api link impact duration compliance retention normalized promote merged formatting readiness rolling uptime ' +
    'dashboard architecture scalability redundancy logout escalation responsive canary scrape contributing ' +
    'provenance coverage index license licence licensing accessibility runbook rollback readme failover slo sla ' +
    'authentication authorization logging monitoring encryption caching cache linting log training migration ' +
    'redundant rto rpo prettier ruff black test security performance documentation backup database deployment ' +
    'alerts alerting alarm availability latency certificate throttling tracing jwt oauth vault smoke typecheck ' +
    'availability benchmark grafana prometheus troubleshooting retrospective minified lint linter formatter',
);

/** Words that say that something was reached, and not what: "verified", "in place". */
export const reachedWords = stemsOf(
  'no all zero full fully complete comprehensive proper automated automatic verified validated configured ' +
    'implemented active working updated completed defined resolved',
);

/** Words of headings that name no matter. */
export const general = stemsOf(
  'setup configuration configure plan planning verification verify checklist check checks requirements strategy ' +
    'production implementation process step review summary status overview test testing tested run running ready',
);

/** The words of a text as they are compared: lower case, without endings, without joining words. */
export function wordsOf(text: string): string[] {
  return wordsAndStopsOf(text).filter((word) => word !== ',');
}

/**
 * The same with the commas, and "and" as one: in "database, migrations and queue" nobody speaks of database
 * migrations, and what is "automated and tested" is no automated test.
 */
export function wordsAndStopsOf(text: string): string[] {
  const found = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/#\d+/g, ' ')
    .replace(/\s*(?:[,;&]|\band\b)[\s,;&]*(?:and\b)?/g, ' , ')
    .matchAll(/(?<![\p{L}\p{N}.])[./][a-z]\w*(?![\w/])|[\p{L}\p{N}_]+|[<>,]/gu);
  return [...found].map(([word]) => (joining.has(word) ? '' : stem(word))).filter((word) => word !== '');
}

/** A list of words as they are compared. */
export function stemsOf(words: string): ReadonlySet<string> {
  return new Set(words.split(' ').map(stem));
}

/** "Passes", "passed" and "passing" are one word, "cache" and "caching" too. */
function stem(word: string): string {
  if (word.length <= 3 || !/^[a-z]*[aeiouy][a-z]*$/.test(word)) return word;
  const singular = /[^su]s$/.test(word) ? word.replace(/ies$/, 'y').replace(/s$/, '') : word;
  const bare = singular.replace(/ied$/, 'y').replace(/^(\w*[aeiouy]\w*[^e\W])(?:ing|ed)$/, '$1');
  const root = bare.length < 3 ? singular : bare;
  const single = root === singular ? root : root.replace(/([bdgmnprt])\1$/, '$1');
  return single.length > 4 ? single.replace(/e$/, '') : single;
}
