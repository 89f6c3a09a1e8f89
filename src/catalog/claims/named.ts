import type { Span, TextLine } from '../../documents/document.ts';
import { startContext } from '../documents/command-context.ts';
import { wishesOf, type Wish } from '../documents/command-wishes.ts';
import { isListing } from '../documents/listed.ts';
import { lookUp, type Shelf } from '../documents/look-up.ts';
import { hypothetical } from '../documents/mentions.ts';
import type { ClaimCheck } from '../evidence/claim-checks.ts';

type Check = Omit<ClaimCheck, 'document'>;

const extensions =
  'sh|bash|py|go|rs|[cm]?[jt]sx?|rb|php|java|kt|cs|ps1|sql|ya?ml|json|toml|md|rst|adoc|html|css|conf|tf|cfg|ini|xml|txt';
const pathLike = new RegExp(`^\\.?/?(?:[\\w.@-]+/)+(?:[\\w.@-]+\\.(?:${extensions}))?$`);
const inText = new RegExp(
  `(?<![\\w@:/.~-])\\.?/?(?:[\\w.@-]+/)+[\\w.@-]+\\.(?:${extensions})(?![\\w/])`,
  'g',
);
const bareName = new RegExp(
  `^(?:[\\w.-]+\\.(?:${extensions})|CODEOWNERS|Dockerfile|Makefile|LICEN[CS]E|Procfile)$`,
);
const scriptInText = /\b(?:npm|pnpm|yarn|bun) run [\w:.-]+/g;
const runs = /^(?:npm|pnpm|yarn|bun|make|just|task|composer|node|python3?|bash|sh|\.\/\S)/;
const maxPerLine = 12;

/** The files, scripts and targets that a line names, each looked up in the repository. */
export function namedIn(line: TextLine, spans: readonly Span[], file: string, shelf: Shelf): Check[] {
  const texts = [
    ...spans.map((span) => span.text),
    ...(line.text.match(inText) ?? []),
    ...(line.text.match(scriptInText) ?? []),
  ];
  const context = startContext(file);
  const listing = isListing(line.text, line.under);
  const found = new Map<string, Check>();
  for (const text of texts) {
    for (const wish of wishesIn(text.trim())) {
      const { exists, because } = lookUp(wish, context, shelf);
      const firm = exists !== 'no' || isFirm(wish, line, listing, shelf);
      const isPath = wish.kind === 'path' || wish.kind.endsWith('-file');
      const named = isPath ? wish.name : text.trim();
      found.set(named, {
        line: line.line,
        kind: isPath ? 'path' : 'script',
        named,
        holds: firm ? exists : 'cannot-tell',
        says: sayWhat(wish, { exists, because, firm }),
        ...(exists === 'no' && isPath ? { see: `ls -d ${wish.name}` } : {}),
      });
    }
  }
  return [...found.values()].slice(0, maxPerLine);
}

function wishesIn(text: string): readonly Wish[] {
  if (runs.test(text) && text.includes(' ')) return wishesOf(text.split(/\s+/));
  const name = text.replace(/[,;:]$/, '').replace(/:\d+$/, '');
  return pathLike.test(name) || bareName.test(name)
    ? [{ kind: 'path', name: name.replace(/^\//, ''), by: 'a line' }]
    : [];
}

/** Whether "there is none" accuses: the line says it of this repository, and not of what is to be. */
function isFirm({ kind, name }: Wish, line: TextLine, listing: boolean, { index }: Shelf): boolean {
  if (hypothetical.test(line.text.replace(name, ''))) return false;
  if (kind !== 'path' || listing) return true;
  const [first = '', ...rest] = name.replace(/^\.\//, '').split('/');
  // Where even the first folder is unknown, the path is more likely one of another place.
  return rest.length > 0 && index.folders.has(first);
}

function sayWhat(
  { name, kind }: Wish,
  { exists, because, firm }: { exists: string; because: string; firm: boolean },
): string {
  if (exists === 'yes') return kind === 'path' ? because : `${name} in ${because}`;
  if (exists === 'no') return firm ? because : `${because}; the line may speak of another place or time`;
  return `${name}: ${because}`;
}
