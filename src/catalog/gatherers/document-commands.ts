import type { Document } from '../../documents/document.ts';
import { defineGatherer } from '../../kit/gatherer.ts';
import { follow, startContext } from '../documents/command-context.ts';
import { commandsIn } from '../documents/command-lines.ts';
import { wishesOf } from '../documents/command-wishes.ts';
import { lookUp, type Shelf } from '../documents/look-up.ts';
import { mentionsIn } from '../documents/mentions.ts';
import { openDocuments, type OpenDocument } from '../documents/open.ts';
import { openShelf } from '../documents/shelf.ts';
import { siteFinder } from '../documents/sites.ts';
import { subjectOfHeading } from '../documents/subjects.ts';
import compose from '../evidence/compose.ts';
import documentCommands, { type DocumentReference } from '../evidence/document-commands.ts';

const maxReferences = 1_500;
/** What was, what was decided, and what others may do is not held against the repository. */
const silent = /^(?:changelog|decision|plan|licence|conduct|terms|privacy|cookies)$/;

export default defineGatherer({
  brings: documentCommands,
  uses: ['repo', 'git'],
  wants: { compose },
  limitMs: 20_000,
  async gather({ given, drivers: { repo, git }, signal }) {
    const [open, shelf] = await Promise.all([openDocuments(repo, signal), openShelf(repo, given.compose)]);
    const slug = (await git.origin().catch(() => undefined))?.slug;
    const onSite = siteFinder(shelf.index);
    const references: DocumentReference[] = [];
    for (const one of open.documents) {
      if (one.standing !== 'current' || silent.test(one.subject)) continue;
      // Pages of a documentation site teach users of the product, who stand in a project of their own.
      if (onSite(one.file) && !/^(?:readme|readiness|runbook|recovery|contributing)$/.test(one.subject))
        continue;
      references.push(...referencesIn(one, shelf, slug));
    }
    return { references: references.slice(0, maxReferences), skipped: [...open.skipped] };
  },
});

function referencesIn(
  { file, subject, standing, document }: OpenDocument,
  shelf: Shelf,
  slug: string | undefined,
): DocumentReference[] {
  const found: DocumentReference[] = [];
  const base = { file, standing };
  const context = startContext(file);
  for (const name of printedFiles(document)) context.made.add(name);
  for (const block of document.code) {
    const about = block.under.map(subjectOfHeading).findLast((one) => one !== 'other') ?? subject;
    for (const command of commandsIn(block)) {
      for (const { kind, name, by, folder } of wishesOf(command.words)) {
        const wish = folder === undefined ? { kind, name, by } : { kind, name, by, folder };
        found.push({
          ...base,
          line: command.line,
          subject: about,
          kind,
          name,
          by,
          how: 'command',
          ...lookUp(wish, context, shelf),
        });
      }
      follow(context, command, shelf.index, slug);
    }
    // Whoever was led astray by one block begins the next one where the document speaks of.
    context.elsewhere = undefined;
  }
  for (const { wish, span } of mentionsIn(document, subject)) {
    const first = wish.name.replace(/^\.\//, '').split('/')[0] ?? '';
    // Where even the first folder is unknown, the path is more likely one of another place.
    if (!shelf.index.folders.has(first)) continue;
    found.push({
      ...base,
      line: span.line,
      subject,
      kind: wish.kind,
      name: wish.name,
      by: wish.by,
      how: 'mention',
      ...lookUp(wish, context, shelf),
    });
  }
  return found;
}

/** Names of files whose text the document prints: the reader is to make them. */
function printedFiles({ code, lines }: Document): string[] {
  const named = /[\w.-]{1,80}\.\w{1,5}\b/g;
  const textAt = new Map(lines.map((line) => [line.line, line.text]));
  return code.flatMap((block) => {
    const before = [1, 2, 3, 4].map((distance) => textAt.get(block.line - distance) ?? '');
    const comments = block.lines.slice(0, 2).filter((line) => /^\s*(#|\/\/|--|<!--|\/\*)/.test(line.text));
    const isScript = block.lines[0]?.text.startsWith('#!') ?? false;
    if (!isScript && commandsIn(block).length > 0) return [];
    return [...before, ...comments.map((line) => line.text)].flatMap((text) => text.match(named) ?? []);
  });
}
