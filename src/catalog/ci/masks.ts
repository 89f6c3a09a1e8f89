/** Template expressions inside shell text, of each CI system and of make. None holds another of its kind. */
const shapes = {
  'github-actions': /\$\{\{[\s\S]{0,2000}?\}\}/g,
  'gitlab-ci': /\$\[\[[^\]]{0,500}\]\]/g,
  circleci: /<<\s{0,5}[#/]?\s{0,5}[\w.\- ]{1,200}>>/g,
  make: /\$\$|\$[@<^*?]|\$\([A-Za-z_][\w.-]{0,80}( [^()]{0,200}(\([^()]{0,100}\)[^()]{0,100}){0,4})?\)|\$\{[A-Za-z_][\w.-]{0,80}\}/g,
} as const;

export type Templated = keyof typeof shapes;

export interface Masked {
  readonly text: string;
  /** Puts the expressions back into a piece of the masked text. */
  unmask(piece: string): string;
}

/** Replaces expressions by plain words, so that a shell parser reads what is around them; lines stay the same. */
export function mask(text: string, by: Templated | undefined): Masked {
  if (by === undefined) return { text, unmask: (piece) => piece };
  const held: string[] = [];
  const masked = text.replace(shapes[by], (expression) => {
    if (expression === '$$') return '$';
    held.push(expression);
    const lines = expression.split('\n').length - 1;
    return `XEXPR${held.length - 1}X${'\\\n'.repeat(lines)}`;
  });
  return {
    text: masked,
    unmask: (piece) => piece.replace(/XEXPR(\d{1,6})X/g, (_, index: string) => held[Number(index)] ?? ''),
  };
}
