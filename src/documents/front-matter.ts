export interface Field {
  readonly line: number;
  readonly name: string;
  readonly value: string;
}

/** Replaces YAML or TOML front matter by empty lines, so that the lines below keep their numbers. */
export function withoutFrontMatter(text: string): { body: string; fields: readonly Field[] } {
  const fence = text.startsWith('---\n') ? '---' : text.startsWith('+++\n') ? '+++' : undefined;
  if (fence === undefined) return { body: text, fields: [] };
  const end = text.indexOf(`\n${fence}`, 3);
  if (end < 0 || end > 20_000) return { body: text, fields: [] };
  const front = text.slice(0, end).split('\n');
  const fields = front.flatMap((content, index): Field[] => {
    const match = /^([A-Za-z][\w -]{0,60}?)\s?[:=]\s?(\S.*)$/.exec(content);
    const value = match?.[2]?.trim().replace(/^(["'])(.*)\1$/, '$2');
    return match?.[1] === undefined || value === undefined
      ? []
      : [{ line: index + 1, name: match[1], value }];
  });
  return { body: '\n'.repeat(front.length) + afterFence(text, end + 1), fields };
}

function afterFence(text: string, start: number): string {
  const end = text.indexOf('\n', start);
  return end < 0 ? '' : text.slice(end);
}
