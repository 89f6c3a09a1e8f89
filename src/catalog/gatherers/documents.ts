import { readStatedDate } from '../../documents/dates.ts';
import { formatOf } from '../../documents/read.ts';
import { defineGatherer } from '../../kit/gatherer.ts';
import { openDocuments, type OpenDocument } from '../documents/open.ts';
import { isPlaceholder } from '../documents/placeholder.ts';
import { countWords, sectionsOf } from '../documents/sections.ts';
import documents, { type DocumentFacts, type Subject } from '../evidence/documents.ts';

/** Documents whose age matters; each costs one question to git. */
const aging: readonly Subject[] = ['readiness', 'runbook', 'recovery', 'rollback', 'incident', 'contacts'];
const maxQuestions = 16;
const keeper =
  /^(?:document )?(?:maintained by|maintainers?|owners?|document owner|owned by|responsible|point of contact)\s*:\s*(.+)$/i;

export default defineGatherer({
  brings: documents,
  uses: ['repo', 'git'],
  limitMs: 30_000,
  async gather({ drivers: { repo, git }, signal }) {
    const open = await openDocuments(repo, signal);
    const present = await git.present();
    const newest = present ? (await git.log({ limit: 1 }))[0]?.date : undefined;
    const facts: DocumentFacts[] = [];
    let questions = present ? maxQuestions : 0;
    for (const one of open.documents) {
      const ask = questions > 0 && one.standing === 'current' && aging.includes(one.subject);
      if (ask) questions -= 1;
      const changed = ask ? (await git.log({ limit: 1, path: one.file }))[0]?.date : undefined;
      facts.push({ ...factsOf(one), ...(changed === undefined ? {} : { changedAt: changed }) });
    }
    return {
      documents: facts,
      skipped: [...open.skipped],
      ...(newest === undefined ? {} : { newestCommit: newest }),
    };
  },
});

function factsOf({ file, subject, standing, document }: OpenDocument): DocumentFacts {
  const running = document.lines.filter((line) => line.form !== 'heading');
  const code = document.code.flatMap((block) => block.lines);
  return {
    file,
    format: formatOf(file) ?? 'plain',
    subject,
    ...(document.title === undefined ? {} : { title: document.title }),
    words: countWords(running.map((line) => line.text)) + countWords(code.map((line) => line.text)),
    standing,
    sections: sectionsOf(document),
    dates: running.flatMap(({ line, text }) => {
      const date = readStatedDate(text);
      return date ? [{ line, ...date }] : [];
    }),
    keepers: running.flatMap(({ line, text }) => {
      const name = keeper.exec(text)?.[1];
      return name === undefined ? [] : [{ line, text: name, placeholder: isPlaceholder(name) }];
    }),
  };
}
