import picocolors from 'picocolors';

/** What colours mean here; every meaning is also told by a mark or a word. */
export interface Paint {
  good(text: string): string;
  bad(text: string): string;
  open(text: string): string;
  dim(text: string): string;
  bold(text: string): string;
}

export function paint(colour: boolean): Paint {
  const { green, red, yellow, dim, bold } = picocolors.createColors(colour);
  return { good: green, bad: red, open: yellow, dim, bold };
}

/** Proven, not shown yet, failed, side by side; what is there at all gets at least one column. */
export function bar(
  { proven, possible }: { readonly proven: number; readonly possible: number },
  columns: number,
  { good, dim, bad }: Paint,
): string {
  const least = {
    solid: proven > 0 ? 1 : 0,
    unseen: possible > proven ? 1 : 0,
    failed: possible < 100 ? 1 : 0,
  };
  const part = (percent: number, from: number, to: number) =>
    Math.min(to, Math.max(from, Math.round((percent * columns) / 100)));
  const solid = part(proven, least.solid, columns - least.unseen - least.failed);
  // Without anything open, all that is not proven failed.
  const failed =
    possible > proven ? part(100 - possible, least.failed, columns - solid - least.unseen) : columns - solid;
  return good('━'.repeat(solid)) + dim('─'.repeat(columns - solid - failed)) + bad('·'.repeat(failed));
}
