/** The words of one command line, quotes taken off; for text that no shell parser has seen. */
export function wordsOfText(text: string): string[] {
  return [...text.slice(0, 2_000).matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(
    (match) => match[1] ?? match[2] ?? match[3] ?? '',
  );
}
