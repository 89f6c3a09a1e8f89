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
  const unseen = share(possible - proven, columns);
  const solid = Math.min(share(proven, columns), columns - unseen - (possible < 100 ? 1 : 0));
  const failed = columns - solid - unseen;
  return good('█'.repeat(solid)) + dim('▒'.repeat(unseen)) + bad('·'.repeat(failed));
}

function share(percent: number, columns: number): number {
  if (percent <= 0) return 0;
  if (percent >= 100) return columns;
  return Math.min(columns - 2, Math.max(1, Math.floor((percent * columns) / 100)));
}
