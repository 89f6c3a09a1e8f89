/** Longer lines are data, not sentences; patterns are only tried on this much of them. */
const maxLineChars = 1_500;

export function clip(text: string): string {
  return text.length > maxLineChars ? `${text.slice(0, maxLineChars)}…` : text;
}
