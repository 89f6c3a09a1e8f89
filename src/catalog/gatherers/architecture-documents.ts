import type { CodeBlock, Document } from '../../documents/document.ts';
import { defineGatherer } from '../../kit/gatherer.ts';
import { asideKind } from '../aside.ts';
import { openDocuments, type OpenDocument } from '../documents/open.ts';
import { countWords, sectionsOf } from '../documents/sections.ts';
import architectureDocuments from '../evidence/architecture-documents.ts';
import { indexRepo, pathFrom, type RepoIndex } from '../repo-index.ts';

type Kind = 'mermaid' | 'plantuml' | 'graphviz' | 'd2' | 'structurizr' | 'ascii' | 'picture';

const kindByLanguage: Readonly<Record<string, Kind>> = {
  mermaid: 'mermaid',
  plantuml: 'plantuml',
  puml: 'plantuml',
  uml: 'plantuml',
  dot: 'graphviz',
  graphviz: 'graphviz',
  d2: 'd2',
  structurizr: 'structurizr',
};
const alone = /\.(puml|plantuml|drawio|excalidraw|mmd|mermaid|d2|dsl|dot)(\.(svg|png|xml))?$/i;
const maxWords = 4_000;
const pictured = /architect|\bdiagram|topology|system[-_ ]?overview|component[-_ ]?(?:overview|model)/i;

export default defineGatherer({
  brings: architectureDocuments,
  uses: ['repo'],
  limitMs: 15_000,
  async gather({ drivers: { repo }, signal }) {
    const [open, index] = await Promise.all([openDocuments(repo, signal), indexRepo(repo)]);
    const drawings = [];
    for (const file of [...index.files]
      .filter((path) => alone.test(path) && asideKind(path) !== 'vendored' && asideKind(path) !== 'test')
      .slice(0, 30)) {
      const read = await repo.read(file, { limitBytes: 1_000_000 });
      const kind = alone.exec(file)?.[1]?.toLowerCase() ?? 'drawing';
      if (read.ok) drawings.push({ file, kind, words: wordsOf([read.text.slice(0, 300_000)]) });
    }
    const elsewhere = open.documents
      .filter((one) => one.standing === 'current')
      .flatMap(({ file, document }) =>
        document.links
          .filter(
            (link) =>
              !link.image &&
              /^https?:/.test(link.target) &&
              /architecture|system[-_ ]design/i.test(`${link.text} ${link.target}`),
          )
          .map(({ line, target }) => ({ file, line, target })),
      );
    return {
      elsewhere: elsewhere.slice(0, 12),
      documents: open.documents.flatMap((one) => describe(one, index)).slice(0, 40),
      drawings,
      skipped: [...open.skipped],
    };
  },
});

/** A document about the architecture, or the sections of another that are; decisions and plans are neither. */
function describe({ file, subject, standing, document }: OpenDocument, index: RepoIndex) {
  if (/^(?:changelog|decision|plan|licence|api)$/.test(subject) || isOfPart(file, subject)) return [];
  if (subject === 'architecture')
    return [partOf(file, standing, document, index, 1, Number.POSITIVE_INFINITY)];
  const sections = sectionsOf(document);
  const drawn = [
    ...document.links.filter((link) => link.image && pictured.test(`${link.text} ${link.target}`)),
    ...(file.includes('/') ? [] : document.code.filter(drawsStructure)),
  ];
  const [first] = drawn;
  // A README that shows the picture under its title has no section of that name.
  if (first && !sections.some((section) => section.subject === 'architecture'))
    return [{ ...partOf(file, standing, document, index, 1, Number.POSITIVE_INFINITY), line: first.line }];
  return sections
    .filter((section) => section.subject === 'architecture')
    .map((section) => {
      const end = sections.find((later) => later.line > section.line && later.depth <= section.depth)?.line;
      return partOf(file, standing, document, index, section.line, end ?? Number.POSITIVE_INFINITY);
    });
}

/** Code hosts take a leading slash as the root of the repository. */
function isFile(file: string, target: string, index: RepoIndex): boolean {
  const path = target.split(/[?#]/)[0] ?? target;
  return index.files.has(path.startsWith('/') ? path.slice(1) : pathFrom(file, path.replaceAll('%20', ' ')));
}

/** Flow charts and C4 models show parts; sequences, states and gantt charts show something else. */
function drawsStructure(block: CodeBlock): boolean {
  const kind = kindOf(block);
  if (kind === undefined || kind === 'ascii') return false;
  return (
    kind !== 'mermaid' ||
    block.lines.some((line) =>
      /^\s*(?:graph|flowchart|C4\w*|architecture(?:-beta)?|block(?:-beta)?)\b/.test(line.text),
    )
  );
}

/** The README of a folder describes that folder, not the stack. */
function isOfPart(file: string, subject: OpenDocument['subject']): boolean {
  return (
    subject !== 'architecture' &&
    file.includes('/') &&
    !/^(?:docs?|documentation|\.github|deploy\w*|infra\w*)\//i.test(file)
  );
}

function partOf(
  file: string,
  standing: OpenDocument['standing'],
  document: Document,
  index: RepoIndex,
  from: number,
  to: number,
) {
  const within = ({ line }: { line: number }) => line >= from && line < to;
  const lines = document.lines.filter(within).map((line) => line.text);
  const blocks = document.code.filter(within);
  const drawn = blocks.flatMap((block) => {
    const kind = kindOf(block);
    return kind === undefined ? [] : [{ line: block.line, kind, exists: true }];
  });
  const pictures = document.links
    .filter(
      (link) => within(link) && link.image && !/^https?:.*(?:badge|shields\.io|codecov)/i.test(link.target),
    )
    .map((link) => ({
      line: link.line,
      kind: 'picture' as const,
      exists: /^https?:/.test(link.target) || isFile(file, link.target, index),
    }));
  const code = blocks.flatMap((block) => block.lines.map((line) => line.text));
  return {
    file,
    line: from,
    standing,
    drawings: [...drawn, ...pictures],
    words: wordsOf([...lines, ...code]),
    length: countWords(lines),
  };
}

function kindOf(block: CodeBlock): Kind | undefined {
  if (Object.hasOwn(kindByLanguage, block.language)) return kindByLanguage[block.language];
  const text = block.lines.map((line) => line.text);
  const boxes = text.filter((line) => /[┌┐└┘│─╔╗╚╝║═]|\+-{2,}\+|\|\s.*\s\|/.test(line)).length;
  const arrows = text.some((line) => /-{1,}>|<-{1,}|→|←|▼|▲|↓|↑|\bv\b/.test(line));
  // A tree of files has branches before names, and no upper corners.
  const tree =
    text.some((line) => /^[\s│|]*(?:├──|└──|\|--) ?\S/.test(line)) &&
    !text.some((line) => /[┌╔┐╗]/.test(line));
  return boxes >= 4 && !tree
    ? 'ascii'
    : boxes >= 1 && arrows && !tree && /^(|text|txt|ascii)$/.test(block.language)
      ? 'ascii'
      : undefined;
}

function wordsOf(texts: readonly string[]): string[] {
  const words = new Set<string>();
  for (const text of texts) {
    for (const word of text.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{N}_.-]*/gu) ?? []) {
      if (words.size < maxWords) words.add(word.replace(/[._-]+$/, ''));
    }
  }
  return [...words].sort();
}
