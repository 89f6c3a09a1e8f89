import { distance } from 'fastest-levenshtein';

/** The known name that was probably meant; undefined when none is near. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  const wanted = name.toLowerCase();
  let best: { readonly name: string; readonly edits: number } | undefined;
  for (const one of known) {
    const edits = Math.min(distance(wanted, one), distance(wanted, one.slice(one.indexOf('/') + 1)));
    if (!best || edits < best.edits) best = { name: one, edits };
  }
  return best && best.edits <= Math.max(2, Math.floor(wanted.length / 3)) ? best.name : undefined;
}

/** What to say after "… cannot be X": the nearest name, or all when they are few. */
export function suggest(name: string, known: readonly string[]): string {
  const near = nearest(name, known);
  if (near !== undefined) return `Did you mean ${near}?`;
  return `Use ${known.length > 1 ? `${known.slice(0, -1).join(', ')} or ` : ''}${known.at(-1) ?? ''}.`;
}
