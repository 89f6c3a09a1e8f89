/**
 * What must not reach a terminal or a page as it is: control characters (they move the cursor, ring, colour, or end
 * the line), bidirectional overrides and marks (they show text in another order than it has), invisible characters,
 * and halves of surrogate pairs. U+00AD and the joiners inside emoji and scripts such as Persian stay.
 */
const harmful =
  // oxlint-disable-next-line no-control-regex -- finding control characters is the purpose
  /[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]|[\ud800-\udfff]/gu;

const shortNames: Readonly<Record<string, string>> = {
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\u001b': '\\e',
};

/** One line of text that is safe to print: harmful characters are shown as escapes. For everything untrusted. */
export function harmless(text: string): string {
  return text.replace(harmful, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return shortNames[character] ?? `\\u{${code.toString(16)}}`;
  });
}
