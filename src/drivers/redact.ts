/** Shapes of credentials that must never be stored or shown, whatever brought them. Each keeps its first group. */
const shapes: readonly RegExp[] = [
  /()-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  /\b()(?:AKIA|ASIA)[0-9A-Z]{16}\b/g,
  /\b()gh[pousr]_[A-Za-z0-9]{30,}\b/g,
  /\b()github_pat_[A-Za-z0-9_]{40,}\b/g,
  /\b()glpat-[A-Za-z0-9_-]{18,}/g,
  /\b()xox[abeoprs]-[A-Za-z0-9-]{10,}/g,
  /\b()(?:sk|rk|pk)_(?:live|test)_[A-Za-z0-9]{16,}\b/g,
  /\b()sk-(?:proj-|ant-)?[A-Za-z0-9_-]{24,}/g,
  /\b()AIza[0-9A-Za-z_-]{35}/g,
  /\b()npm_[A-Za-z0-9]{36}\b/g,
  /\b()SG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}/g,
  /\b()eyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{4,}/g,
  /(\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/@'"`$<>{}]{0,80}:)[^\s@'"`/${}<>]{1,200}(?=@)/gi,
  /(https:\/\/hooks\.slack\.com\/services\/)[A-Za-z0-9/_-]{20,}/g,
  /((?:password|passwd|pwd|secret|token|api[_-]?key|private[_-]?key)["']?\s*[:=]\s*["']?)(?=[^\s"'$<>{}]*\d)[A-Za-z0-9+/_.=~!@#%^&*-]{12,}/gi,
];

/** What every shape above holds somewhere; most strings hold none of it and are not looked through again. */
const hint =
  /:\/\/|PRIVATE KEY|AKIA|ASIA|gh[pousr]_|github_pat_|glpat-|xox|[srp]k[_-]|AIza|npm_|SG\.|eyJ|passw|pwd|secret|token|key/i;
const shortest = 8;

/** Replaces credentials in text by `[redacted]`; what surrounds them stays readable. */
export function redact(text: string): string {
  if (text.length < shortest || !hint.test(text)) return text;
  let clean = text;
  for (const shape of shapes) clean = clean.replace(shape, '$1[redacted]');
  return clean;
}

/** The same for every string inside a JSON value, keys included. */
export function redactValue(value: unknown): unknown {
  if (typeof value === 'string') return redact(value);
  if (Array.isArray(value)) return value.map(redactValue);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [redact(key), redactValue(inner)]));
}
