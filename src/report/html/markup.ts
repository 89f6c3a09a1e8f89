import { harmless } from '../harmless.ts';

/** Text that is HTML already. Everything else is escaped, so that forgetting is impossible. */
export interface Markup {
  readonly html: string;
}

type Part = string | number | Markup | readonly Markup[] | undefined;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Tagged template: strings and numbers are made harmless and escaped, markup and lists of it are joined. */
export function html(texts: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  let out = texts[0] ?? '';
  parts.forEach((part, index) => {
    out += partToHtml(part) + (texts[index + 1] ?? '');
  });
  return { html: out };
}

/** For our own style and script, whose text is trusted. */
export function raw(text: string): Markup {
  return { html: text };
}

function escape(text: string): string {
  return harmless(text).replaceAll(/[&<>"']/g, (character) => entities[character] ?? '');
}

function partToHtml(part: Part): string {
  if (part === undefined) return '';
  if (typeof part === 'string') return escape(part);
  if (typeof part === 'number') return String(part);
  if ('html' in part) return part.html;
  return part.map((one) => one.html).join('');
}
