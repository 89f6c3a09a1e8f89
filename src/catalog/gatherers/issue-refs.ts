import { readStatements, type Statement } from '../../documents/statements.ts';
import { defineGatherer } from '../../kit/gatherer.ts';
import { openDocuments } from '../documents/open.ts';
import issueRefs from '../evidence/issue-refs.ts';

const maxRefs = 300;
const telling = /^(?:readiness|runbook|deployment|rollback|recovery)$/;
const named =
  /\b(PR|pull request|MR|merge request|issue|bug|ticket)s?\s*(?:[#!]\s?)?(\d{1,6})\b|(?:^|[\s([])(?:([\w.-]{1,40}\/[\w.-]{1,80}))?#(\d{1,6})\b/gi;

export default defineGatherer({
  brings: issueRefs,
  uses: ['repo', 'git'],
  limitMs: 15_000,
  async gather({ drivers: { repo, git }, signal }) {
    const open = await openDocuments(repo, signal);
    const subjects = (await git.present()) ? await git.log({ limit: 3_000 }) : [];
    const refs = [];
    for (const { file, subject, standing, document } of open.documents) {
      if (standing !== 'current' || !telling.test(subject)) continue;
      for (const ref of readStatements(document).flatMap(refsIn)) {
        const mention = new RegExp(`(?:#|pull request #?)${ref.number}\\b`, 'i');
        const commit =
          ref.slug === undefined ? subjects.find((one) => mention.test(one.subject))?.hash : undefined;
        refs.push({ file, ...ref, ...(commit === undefined ? {} : { commit }) });
      }
    }
    return { refs: refs.slice(0, maxRefs), skipped: [...open.skipped] };
  },
});

/** Numbers in lines that have a state: "[ ] PR #14 merged". A number in running text is no condition. */
function refsIn({ line, text, says, form }: Statement) {
  if (says === undefined || (form === 'prose' && text.length > 200)) return [];
  return [...text.slice(0, 500).matchAll(named)].flatMap((match) => {
    const [, word, afterWord, slug, afterHash] = match;
    const number = Number(afterWord ?? afterHash);
    if (!Number.isInteger(number) || number === 0) return [];
    const kind = word === undefined ? 'either' : /^(pr|pull|mr|merge)/i.test(word) ? 'pull-request' : 'issue';
    const wants = /\bmerged?\b/i.test(text)
      ? 'merged'
      : /\b(?:closed?|fixed|resolved|done)\b/i.test(text)
        ? 'closed'
        : kind === 'pull-request'
          ? 'merged'
          : 'unsaid';
    return [
      {
        line,
        number,
        kind,
        wants,
        says,
        text: text.slice(0, 200),
        ...(slug === undefined ? {} : { slug }),
      } as const,
    ];
  });
}
