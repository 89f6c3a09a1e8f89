import type { Statement } from '../../documents/statements.ts';
import type { IssueRef } from '../evidence/issue-refs.ts';

const named =
  /\b(PR|pull request|MR|merge request|issue|bug|ticket)s?\s*(?:[#!]\s?)?(\d{1,6})\b|(?:^|[\s([])(?:([\w.-]{1,40}\/[\w.-]{1,80}))?#(\d{1,6})\b/gi;
export const actionHeading =
  /\baction items?\b|\bnext steps?\b|\bremaining work\b|\bremaining\b|\brecommended actions?\b|\bto-?do\b|\bfollow-?ups?\b|\bopen (?:items?|actions?|points?)\b|\boutstanding\b/i;

export type NamedIssue = Omit<IssueRef, 'file' | 'commit' | 'state' | 'is'>;

/** Numbers in lines that have a state: "[ ] PR #14 merged". A number in running text is no condition. */
export function issuesIn({ line, text, says, form, under }: Statement): NamedIssue[] {
  if (says === undefined || (form === 'prose' && text.length > 200)) return [];
  return [...text.slice(0, 500).matchAll(named)].flatMap((match) => {
    const [, word, afterWord, slug, afterHash] = match;
    const number = Number(afterWord ?? afterHash);
    if (!Number.isInteger(number) || number === 0) return [];
    const kind = word === undefined ? 'either' : /^(pr|pull|mr|merge)/i.test(word) ? 'pull-request' : 'issue';
    const wants = wantsOf(text, kind);
    // An issue behind a thing to do is to be open; it is no condition unless the line says what it waits for.
    const role =
      wants === 'unsaid' && says === 'open' && under.some((one) => actionHeading.test(one))
        ? 'action'
        : 'condition';
    const elsewhere = slug === undefined ? {} : { slug };
    return [{ line, number, kind, role, wants, says, text: text.slice(0, 200), ...elsewhere }];
  });
}

function wantsOf(text: string, kind: IssueRef['kind']): IssueRef['wants'] {
  if (/\bmerged?\b/i.test(text)) return 'merged';
  if (/\b(?:closed?|fixed|resolved|done)\b/i.test(text)) return 'closed';
  return kind === 'pull-request' ? 'merged' : 'unsaid';
}
