import { findBlank } from '../../documents/blanks.ts';

const invented =
  /(?:^|[\s(|])@(?:your|my|some|the)[-_]|(?:^|[\s(|])@(?:acme|example|org|company|username|user|team|owner|octocat)(?:\b|\/|-)|(?:^|[\s(|])@(?:tech|project|team|dev|devops|security|docs|qa|backend|frontend|infra|product|design)[-_]?(?:lead|team|owner|engineer|maintainers?)?$|\byour[-_ ](?:org|team|company|name|username|email)\b|@example\.(?:com|org|net)\b|\bjohn[. ]?doe\b|\bjane[. ]?doe\b|\bfoo@bar\b/i;

/** A name or address out of a template, that no person or team has. */
export function isPlaceholder(text: string): boolean {
  return findBlank(text) !== undefined || invented.test(text.trim());
}
