import stringWidth from 'string-width';

const segments = new Intl.Segmenter();

/** Cuts text to a width in columns; wide characters and emoji count as a terminal draws them. */
export function fit(text: string, columns: number): string {
  if (stringWidth(text) <= columns) return text;
  let kept = '';
  let width = 0;
  for (const { segment } of segments.segment(text)) {
    const next = width + stringWidth(segment);
    if (next > columns - 1) break;
    kept += segment;
    width = next;
  }
  return `${kept.trimEnd()}…`;
}

/** Cuts the front away instead: the end of a path tells more. */
export function fitEnd(text: string, columns: number): string {
  if (stringWidth(text) <= columns) return text;
  const parts = [...segments.segment(text)].map(({ segment }) => segment);
  let width = 0;
  let start = parts.length;
  while (start > 0) {
    width += stringWidth(parts[start - 1] ?? '');
    if (width > columns - 1) break;
    start -= 1;
  }
  return `…${parts.slice(start).join('')}`;
}

export function padEnd(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - stringWidth(text)));
}

export function padStart(text: string, columns: number): string {
  return ' '.repeat(Math.max(0, columns - stringWidth(text))) + text;
}

/** Breaks text into lines at spaces; a word longer than the line is broken where it must be. */
export function wrap(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap((one) => pieces(one, columns))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (stringWidth(longer) <= columns) line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line];
}

function pieces(word: string, columns: number): string[] {
  if (stringWidth(word) <= columns) return [word];
  const all: string[] = [''];
  for (const { segment } of segments.segment(word)) {
    const last = all.at(-1) ?? '';
    if (stringWidth(last + segment) <= columns) all[all.length - 1] = last + segment;
    else all.push(segment);
  }
  return all;
}
