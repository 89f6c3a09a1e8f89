/** The anchors that a code host gives to headings: lower case, words joined by hyphens, repeats numbered. */
export function anchorsOf(headings: readonly { readonly text: string }[]): Set<string> {
  const names = new Set<string>();
  const counts = new Map<string, number>();
  for (const { text } of headings) {
    const own = /\{#([\w-]+)\}\s*$/.exec(text)?.[1];
    if (own !== undefined) names.add(own.toLowerCase());
    const base = slug(text);
    const count = counts.get(base) ?? 0;
    names.add(count === 0 ? base : `${base}-${count}`);
    counts.set(base, count + 1);
  }
  return names;
}

function slug(heading: string): string {
  return heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
    .replaceAll(' ', '-');
}

/** Anchors that the author wrote in HTML: `<a name="x">`, `id="x"`. */
export function writtenAnchors(text: string): string[] {
  return [...text.matchAll(/\s(?:id|name)\s?=\s?["']?([\w.:-]{1,200})/gi)].map((match) =>
    String(match[1]).toLowerCase(),
  );
}
