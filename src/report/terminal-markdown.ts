import MarkdownIt, { type Token } from 'markdown-it';
import { harmless } from './harmless.ts';
import { wrap } from './layout.ts';
import { paint, type Paint } from './terminal-paint.ts';

const parser = new MarkdownIt({ html: false });

/** Markdown for reading in a terminal: headings, paragraphs, lists, code. */
export function renderMarkdownToTerminal(
  text: string,
  options: { readonly columns: number; readonly colour: boolean },
): string {
  const ink = paint(options.colour);
  const columns = Math.min(options.columns, 100) - 4;
  const blocks: string[][] = [];
  const lists: { next?: number }[] = [];
  let bullet = '';
  let heading: string | undefined;
  for (const token of parser.parse(text, {})) {
    if (token.type === 'bullet_list_open') lists.push({});
    if (token.type === 'ordered_list_open') lists.push({ next: 1 });
    if (token.type.endsWith('_list_close')) lists.pop();
    if (token.type === 'list_item_open') bullet = nextBullet(lists.at(-1));
    if (token.type === 'heading_open') heading = token.tag;
    if (token.type === 'heading_close') heading = undefined;
    if (token.type === 'fence' || token.type === 'code_block') blocks.push(code(token.content, ink));
    if (token.type !== 'inline') continue;
    const indent = ' '.repeat(Math.max(0, lists.length - 1) * 2);
    const lines = wrap(inline(token), columns - indent.length - bullet.length);
    if (heading !== undefined) blocks.push(lines.map((line) => ink.bold(line)));
    else {
      const hang = ' '.repeat(bullet.length);
      const item = lines.map((line, index) => `${indent}${index === 0 ? bullet : hang}${line}`);
      // Items of one list stand close together.
      const before = blocks.at(-1);
      if (bullet !== '' && before?.[0] !== undefined && /^\s*(?:-|\d+\.) /.test(before[0]))
        before.push(...item);
      else blocks.push(item);
      bullet = '';
    }
  }
  return `\n${blocks.map((lines) => lines.map((line) => `  ${line}`.trimEnd()).join('\n')).join('\n\n')}\n\n`;
}

function nextBullet(list: { next?: number } | undefined): string {
  if (list?.next === undefined) return '- ';
  list.next += 1;
  return `${list.next - 1}. `;
}

function code(content: string, ink: Paint): string[] {
  return content
    .trimEnd()
    .split('\n')
    .map((line) => ink.dim(`  ${harmless(line)}`));
}

function inline(token: Token): string {
  let text = '';
  let link = '';
  for (const child of token.children ?? []) {
    if (child.type === 'link_open') link = String(child.attrGet('href') ?? '');
    else if (child.type === 'link_close') {
      if (link !== '' && !text.endsWith(link)) text += ` (${link})`;
      link = '';
    } else if (child.type === 'softbreak' || child.type === 'hardbreak') text += ' ';
    else if (child.type === 'code_inline') text += `\`${child.content}\``;
    else text += child.content;
  }
  return harmless(text);
}
