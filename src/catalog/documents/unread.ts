/** Why a judgement on documents is not about all of them; undefined when all were read. */
export function unreadDocuments(
  skipped: readonly { readonly file: string; readonly because: string }[],
): string | undefined {
  const [first] = skipped;
  if (!first) return undefined;
  const others = skipped.length === 1 ? '' : ` and ${skipped.length - 1} more`;
  return `Not all documents were read: ${first.file}${others} (${first.because}).`;
}
