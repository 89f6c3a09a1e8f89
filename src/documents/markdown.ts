import MarkdownIt, { type Token } from 'markdown-it';
import { clip } from './clip.ts';
import { anchorsOf, writtenAnchors } from './anchors.ts';
import type { CodeBlock, Document, Heading, Link, Span, TextLine } from './document.ts';
import { withoutFrontMatter } from './front-matter.ts';
import { headingInHtml, linksInHtml, withoutComments, withoutTags } from './html.ts';
import { readInline, type Piece } from './inline.ts';

const parser = new MarkdownIt({ html: true });

/** Reads Markdown as code hosts show it. Never throws; line numbers are those of the text given. */
export function readMarkdown(text: string): Document {
  const { body, fields } = withoutFrontMatter(text.replaceAll('\r\n', '\n'));
  const read = walk(parser.parse(body, {}), body.split('\n'));
  const front = fields.map(({ line, name, value }): TextLine => ({
    line,
    form: 'field',
    text: `${name}: ${value}`,
    under: [],
  }));
  return {
    ...read,
    format: 'markdown',
    title: fields.find((field) => field.name === 'title')?.value ?? read.headings[0]?.text,
    lines: [...front, ...read.lines],
    anchors: new Set([...anchorsOf(read.headings), ...writtenAnchors(body)]),
  };
}

function walk(tokens: readonly Token[], source: readonly string[]) {
  const headings: Heading[] = [];
  const lines: TextLine[] = [];
  const links: Link[] = [];
  const code: CodeBlock[] = [];
  const spans: Span[] = [];
  const above: { depth: number; text: string }[] = [];
  const lists: { ordered: boolean }[] = [];
  const items: { text: string; fresh: boolean }[] = [];
  let quotes = 0;
  let headingDepth = 0;
  let row: { line: number; cells: { column: string; text: string }[] } | undefined;
  let columns: string[] = [];
  let inHead = false;
  let rowLine = 1;

  /** "Created files:" or a line in bold before a list or a block stands above it like a heading. */
  let label: { text: string; level: number } | undefined;

  function under(): string[] {
    const parents = items.map((item) => item.text);
    if (label) parents.splice(label.level, 0, label.text);
    return [...above.map((heading) => heading.text), ...parents].filter((text) => text !== '');
  }

  function addHeading(line: number, depth: number, text: string) {
    label = undefined;
    while ((above.at(-1)?.depth ?? 0) >= depth) above.pop();
    lines.push({ line, form: 'heading', text, under: under() });
    headings.push({ line, depth, text });
    above.push({ depth, text });
  }

  function keep(piece: Piece, within: string) {
    links.push(...piece.links);
    for (const text of piece.code) spans.push({ line: piece.line, text, within, under: under() });
  }

  function addParagraph(pieces: readonly Piece[]) {
    const item = items.at(-1);
    const fresh = item?.fresh === true;
    if (item && fresh) item.fresh = false;
    if (label && label.level >= items.length && !fresh) label = undefined;
    pieces.forEach((piece, index) => {
      const first = fresh && index === 0;
      const { box, text } = first ? takeBox(piece.text) : { box: undefined, text: piece.text };
      keep(piece, text);
      const form = first ? (lists.at(-1)?.ordered ? 'step' : 'item') : quotes > 0 ? 'quote' : 'prose';
      if (text !== '' || box) {
        const wrapped = piece.wrapped ? { wrapped: true as const } : {};
        lines.push({ line: piece.line, form, text, ...(box ? { box } : {}), ...wrapped, under: under() });
      }
      if (item && first) item.text = text;
    });
    const last = pieces.at(-1);
    if (last && !fresh && (last.bold || last.text.endsWith(':')))
      label = { text: last.text, level: items.length };
  }

  function addCell(pieces: readonly Piece[]) {
    const text = pieces.map((piece) => piece.text).join(' ');
    for (const piece of pieces) keep(piece, text);
    if (inHead) columns.push(text);
    else row?.cells.push({ column: columns[row.cells.length] ?? '', text });
  }

  function addRow() {
    if (!row) return;
    const { line, cells } = row;
    const text = clip(cells.map((cell) => cell.text).join(' | '));
    if (cells.some((cell) => cell.text !== ''))
      lines.push({ line, form: 'row', text, cells, under: under() });
    row = undefined;
  }

  function addHtml(html: string, firstLine: number) {
    const clean = withoutComments(html);
    links.push(...linksInHtml(clean, firstLine));
    for (const [index, long] of clean.split('\n').entries()) {
      const content = clip(long);
      const line = firstLine + index;
      const heading = headingInHtml(content);
      const text = withoutTags(content);
      if (heading) addHeading(line, heading.depth, heading.text);
      else if (text !== '') lines.push({ line, form: 'prose', text, under: under() });
    }
  }

  function addCode(content: string, firstLine: number, info: string) {
    const language =
      info
        .trim()
        .split(/[\s{:,]/)[0]
        ?.toLowerCase() ?? '';
    const texts = content.replace(/\n$/, '').split('\n');
    const numbered = texts.map((text, index) => ({ line: firstLine + index, text: clip(text) }));
    code.push({ line: firstLine, language, lines: numbered, under: under() });
  }

  for (const token of tokens) {
    const line = (token.map?.[0] ?? 0) + 1;
    switch (token.type) {
      case 'heading_open':
        headingDepth = Number(token.tag.slice(1));
        break;
      case 'heading_close':
        headingDepth = 0;
        break;
      case 'blockquote_open':
        quotes += 1;
        break;
      case 'blockquote_close':
        quotes -= 1;
        break;
      case 'bullet_list_open':
      case 'ordered_list_open':
        lists.push({ ordered: token.type === 'ordered_list_open' });
        break;
      case 'bullet_list_close':
      case 'ordered_list_close':
        lists.pop();
        break;
      case 'list_item_open':
        items.push({ text: '', fresh: true });
        break;
      case 'list_item_close':
        items.pop();
        break;
      case 'thead_open':
        inHead = true;
        columns = [];
        break;
      case 'thead_close':
        inHead = false;
        break;
      case 'tr_open':
        rowLine = line;
        if (!inHead) row = { line, cells: [] };
        break;
      case 'tr_close':
        addRow();
        break;
      case 'fence':
        addCode(token.content, line + 1, token.info);
        break;
      case 'code_block':
        addCode(token.content, line, '');
        break;
      case 'html_block':
        addHtml(token.content, line);
        break;
      case 'inline': {
        const pieces = readInline(token, row || inHead ? rowLine : line, source);
        if (headingDepth > 0) {
          for (const piece of pieces) keep(piece, piece.text);
          addHeading(line, headingDepth, pieces.map((piece) => piece.text).join(' '));
        } else if (row || inHead) addCell(pieces);
        else addParagraph(pieces);
        break;
      }
      default:
    }
  }
  return { headings, lines, links, code, spans };
}

/** `[x] text` and `[ ] text`, also the `[] text` of hasty writers. */
function takeBox(text: string): { box: TextLine['box']; text: string } {
  const match = /^\[([ xX✓✔]?)\]\s+/.exec(text);
  if (!match) return { box: undefined, text };
  return { box: match[1]?.trim() ? 'ticked' : 'empty', text: text.slice(match[0].length) };
}
