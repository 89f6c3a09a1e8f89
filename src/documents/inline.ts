import type { Token } from 'markdown-it';
import { clip } from './clip.ts';
import type { Link } from './document.ts';
import { linksInHtml } from './html.ts';

/** One line of a paragraph, as plain text. */
export interface Piece {
  readonly line: number;
  readonly text: string;
  /** The line before goes on here: no break was meant. */
  readonly wrapped: boolean;
  /** All of it is bold, as people write labels. */
  readonly bold: boolean;
  readonly links: readonly Link[];
  readonly code: readonly string[];
}

/** Splits the content of a paragraph, heading or cell into its lines. `source` are the lines of the whole text. */
export function readInline(token: Token, firstLine: number, source: readonly string[]): Piece[] {
  const pieces: Draft[] = [];
  const lastLine = token.map?.[1] ?? firstLine;
  let piece = draft(firstLine, false);
  let strong = 0;
  let open: { target: string; from: number } | undefined;

  function next(wrapped: boolean) {
    pieces.push(piece);
    piece = draft(Math.min(piece.line + 1, lastLine), wrapped);
    if (open) open.from = 0;
  }

  /** Code and links may hide line breaks in their source: find the line again by what stands in it. */
  function settle(needle: string) {
    const start = needle.slice(0, 30).split('\n')[0]?.trim() ?? '';
    for (let line = piece.line; start !== '' && line <= lastLine; line += 1) {
      if (!source[line - 1]?.includes(start)) continue;
      piece.line = line;
      return;
    }
  }

  for (const child of token.children ?? []) {
    if (child.type === 'strong_open') strong += 1;
    else if (child.type === 'strong_close') strong -= 1;
    else if (child.type !== 'softbreak' && child.content.trim() !== '' && strong === 0) piece.plain = true;
    if (child.type === 'text') piece.text += child.content;
    else if (child.type === 'softbreak') next(true);
    else if (child.type === 'hardbreak') next(false);
    else if (child.type === 'code_inline') {
      settle(child.content);
      piece.text += child.content;
      piece.code.push(child.content);
    } else if (child.type === 'link_open') {
      open = { target: String(child.attrGet('href') ?? ''), from: piece.text.length };
    } else if (child.type === 'link_close' && open) {
      const text = piece.text.slice(open.from);
      piece.links.push({ line: piece.line, target: open.target, text, image: false });
      open = undefined;
    } else if (child.type === 'image') {
      const target = String(child.attrGet('src') ?? '');
      piece.links.push({ line: piece.line, target, text: child.content, image: true });
    } else if (child.type === 'html_inline') {
      if (/^<br/i.test(child.content)) piece.text += ' ';
      piece.links.push(...linksInHtml(child.content, piece.line));
    }
  }
  pieces.push(piece);
  return pieces.map(({ plain, ...one }) => {
    const text = clip(one.text.replace(/\s+/g, ' ').trim());
    return { ...one, text, bold: !plain && text !== '' };
  });
}

interface Draft {
  line: number;
  text: string;
  wrapped: boolean;
  plain: boolean;
  links: Link[];
  code: string[];
}

function draft(line: number, wrapped: boolean): Draft {
  return { line, text: '', wrapped, plain: false, links: [], code: [] };
}
