import { anchorsOf } from './anchors.ts';
import { clip } from './clip.ts';
import type { CodeBlock, Document, Heading, TextLine } from './document.ts';

const underline = /^([=\-~^"'`#*+.:_])\1{2,}\s*$/;
const opensCode = /^\s*\.\. (?:code-block|code|sourcecode|parsed-literal)::\s*(\S*)|::\s*$/;

/** Headings, lines and code of reStructuredText; its links and directives are not followed. */
export function readRestructured(text: string): Document {
  const source = text.replaceAll('\r\n', '\n').split('\n').map(clip);
  const headings: Heading[] = [];
  const lines: TextLine[] = [];
  const code: CodeBlock[] = [];
  const depths: string[] = [];
  const above: Heading[] = [];
  const under = () => above.map((heading) => heading.text);

  for (let index = 0; index < source.length; index += 1) {
    const content = source[index] ?? '';
    const next = source[index + 1] ?? '';
    if (content.trim() === '' || underline.test(content)) continue;
    if (underline.test(next) && next.trim().length >= content.trim().length - 2 && !content.startsWith(' ')) {
      const style = `${next.charAt(0)}${underline.test(source[index - 1] ?? '') ? 'o' : ''}`;
      if (!depths.includes(style)) depths.push(style);
      const heading = { line: index + 1, depth: depths.indexOf(style) + 1, text: content.trim() };
      while ((above.at(-1)?.depth ?? 0) >= heading.depth) above.pop();
      lines.push({ line: heading.line, form: 'heading', text: heading.text, under: under() });
      headings.push(heading);
      above.push(heading);
      continue;
    }
    const opening = opensCode.exec(content);
    const item = /^\s*(?:([-*+•])|(?:\d+|#|[a-z])[.)])\s+(.*)$/.exec(content);
    const shown = (item?.[2] ?? content)
      .replaceAll('``', '')
      .replace(/\*\*|::\s*$/g, '')
      .trim();
    if (!content.trimStart().startsWith('..') && shown !== '') {
      const form = item ? (item[1] === undefined ? 'step' : 'item') : 'prose';
      lines.push({ line: index + 1, form, text: shown, under: under() });
    }
    if (!opening) continue;
    const block = indentedBlock(source, index + 1, content.search(/\S/));
    if (block.lines.length > 0)
      code.push({ ...block, language: opening[1]?.toLowerCase() ?? '', under: under() });
    index = block.end - 1;
  }
  const title = headings[0]?.text;
  return {
    format: 'restructured-text',
    title,
    headings,
    lines,
    links: [],
    code,
    spans: [],
    anchors: anchorsOf(headings),
  };
}

/** Lines indented deeper than `indent`, without the options of a directive. */
function indentedBlock(source: readonly string[], start: number, indent: number) {
  const lines: { line: number; text: string }[] = [];
  let end = start;
  for (; end < source.length; end += 1) {
    const content = source[end] ?? '';
    if (content.trim() === '') continue;
    if (content.search(/\S/) <= indent) break;
    if (lines.length > 0 || !/^\s*:\w[\w-]*:/.test(content))
      lines.push({ line: end + 1, text: content.trim() });
  }
  return { line: lines[0]?.line ?? start + 1, lines, end };
}
