import { clip } from './clip.ts';
import type { Link } from './document.ts';

/** Replaces comments by spaces; line breaks in them stay. An unclosed comment reaches to the end. */
export function withoutComments(html: string): string {
  let clean = '';
  let from = 0;
  for (;;) {
    const start = html.indexOf('<!--', from);
    if (start < 0) return clean + html.slice(from);
    const end = html.indexOf('-->', start + 4);
    const stop = end < 0 ? html.length : end + 3;
    clean += html.slice(from, start) + html.slice(start, stop).replace(/[^\n]/g, ' ');
    from = stop;
  }
}

export function withoutTags(html: string): string {
  const plain = html
    .replace(/<[^<>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return clip(plain);
}

/** Targets in `href` and `src`, with the line of each, counted from `line`. */
export function linksInHtml(html: string, line: number): Link[] {
  return html.split('\n').flatMap((content, index) =>
    [...content.matchAll(/\s(href|src)\s?=\s?(?:"([^"]{1,2000})"|'([^']{1,2000})')/gi)].map((match) => ({
      line: line + index,
      target: match[2] ?? match[3] ?? '',
      text: '',
      image: match[1]?.toLowerCase() === 'src',
    })),
  );
}

/** `<h1>Title</h1>` on one line, as READMEs centre their titles. */
export function headingInHtml(content: string): { depth: number; text: string } | undefined {
  const match = /<h([1-6])[^<>]*>(.*?)<\/h\1>/i.exec(content);
  const text = withoutTags(match?.[2] ?? '');
  return match === null || text === '' ? undefined : { depth: Number(match[1]), text };
}
