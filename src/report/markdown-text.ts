import { harmless } from './harmless.ts';

/** Untrusted text as plain text inside Markdown: no markup, no HTML, no table cell, and nobody is called by @name. */
export function plain(text: string): string {
  return harmless(text)
    .replaceAll(/[\\`*_{}[\]<>()#+!|~$]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('@', '@\u2060');
}

/** Untrusted text in code letters, whatever backticks it holds. */
export function codeSpan(text: string): string {
  const safe = harmless(text);
  const longest = Math.max(0, ...[...safe.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return longest > 0 ? `${fence} ${safe} ${fence}` : `${fence}${safe}${fence}`;
}
