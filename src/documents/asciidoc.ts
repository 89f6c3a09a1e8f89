import { anchorsOf } from './anchors.ts';
import { clip } from './clip.ts';
import type { CodeBlock, Document, Heading, TextLine } from './document.ts';

/** Headings, lines and code of AsciiDoc; its links, includes and attributes are not followed. */
export function readAsciidoc(text: string): Document {
  const headings: Heading[] = [];
  const lines: TextLine[] = [];
  const code: CodeBlock[] = [];
  const above: Heading[] = [];
  const under = () => above.map((heading) => heading.text);
  let fence: { mark: string; line: number; lines: { line: number; text: string }[] } | undefined;
  let language = '';

  for (const [index, raw] of text.replaceAll('\r\n', '\n').split('\n').entries()) {
    const line = index + 1;
    const content = clip(raw).trimEnd();
    if (fence) {
      if (content === fence.mark) {
        code.push({ line: fence.line, language, lines: fence.lines, under: under() });
        fence = undefined;
        language = '';
      } else fence.lines.push({ line, text: content });
      continue;
    }
    const named = /^\[source\s*,\s*([\w-]+)/.exec(content);
    if (named) language = named[1]?.toLowerCase() ?? '';
    if (/^(-{4,}|\.{4,}|`{3,})/.test(content)) {
      const mark = /^[-.`]+/.exec(content)?.[0] ?? content;
      fence = { mark, line: line + 1, lines: [] };
      continue;
    }
    const heading = /^(={1,6}|#{1,6})\s+(\S.*)$/.exec(content);
    if (heading) {
      const one = { line, depth: heading[1]?.length ?? 1, text: heading[2] ?? '' };
      while ((above.at(-1)?.depth ?? 0) >= one.depth) above.pop();
      lines.push({ line, form: 'heading', text: one.text, under: under() });
      headings.push(one);
      above.push(one);
      continue;
    }
    if (content === '' || /^(\/\/|:\w[\w-]*:|\[|include::|image::)/.test(content)) continue;
    const item = /^\s*(?:([*-]+)|\.+|\d+\.)\s+(?:\[([ x*])\]\s+)?(.*)$/.exec(content);
    const form = item ? (item[1] === undefined ? 'step' : 'item') : 'prose';
    const box =
      item?.[2] === undefined ? {} : { box: item[2] === ' ' ? ('empty' as const) : ('ticked' as const) };
    lines.push({
      line,
      form,
      text: (item?.[3] ?? content).replace(/\*\*?|`/g, '').trim(),
      ...box,
      under: under(),
    });
  }
  const title = headings[0]?.text;
  return {
    format: 'asciidoc',
    title,
    headings,
    lines,
    links: [],
    code,
    spans: [],
    anchors: anchorsOf(headings),
  };
}
