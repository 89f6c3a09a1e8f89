/** Code pages that UTF-8 text is wrongly read in; the first that explains a run of characters wins. */
const codePages = ['windows-1252', 'macintosh', 'windows-1254', 'windows-1251', 'ibm866'] as const;

/** Marks and arrows that readers must understand even when bytes of them were lost on the way. */
const marks = '✅❌✔✓✗✘☑⚠⏳⌛🚧🔴🟡🟢🟠⭕🚫❗➡→←↔≥≤≈–—‘’“”•…×│├└─┌┐┘┴┬┤┼█';

const bytesByCodePage = codePages.map((name) => {
  const decoder = new TextDecoder(name);
  const bytes = new Map<string, number>();
  for (let byte = 0x80; byte < 0x100; byte += 1) bytes.set(decoder.decode(new Uint8Array([byte])), byte);
  // Software that refuses the five holes of a code page leaves the bare control character there.
  for (let byte = 0x80; byte < 0xa0; byte += 1) {
    const control = String.fromCharCode(byte);
    if (!bytes.has(control)) bytes.set(control, byte);
  }
  return bytes;
});

const broken = brokenMarks();
const anyBroken = new RegExp([...broken.keys()].sort((a, b) => b.length - a.length).join('|'), 'g');
const strict = new TextDecoder('utf-8', { fatal: true });

/**
 * What is left of a picture when bytes of it were lost that tell it from others: its letters say nothing, and must not
 * be read as words. Read as Windows-1252, as Windows-1254 and on a Macintosh.
 */
const lostPictures = /[ðğ]Ÿ[^\s\p{ASCII}]{0,2}|\uf8ffü[^\s\p{ASCII}]{0,2}|â[˜š›œ][^\s\p{ASCII}]{0,3}/gu;

/**
 * Gives back the characters of text that was UTF-8 and was read as something else ("âœ…" was "✅"). Text that is
 * right stays as it is: a run is only replaced when its bytes are valid UTF-8, which chance does not make.
 */
export function mend(text: string): string {
  if (!/[\u0080-\uffff]/.test(text)) return text;
  const once = text.replace(/[\u0080-\uffff]+/g, mendRun);
  const twice = /[ÃÂâð√‚]/.test(once) ? once.replace(/[\u0080-\uffff]+/g, mendRun) : once;
  const known = twice.replace(anyBroken, (found) => broken.get(found) ?? found);
  return known.replace(lostPictures, '▪');
}

function mendRun(run: string): string {
  // A run may hold good characters beside broken ones: what no code page can encode is left alone and splits it.
  for (const bytes of bytesByCodePage) {
    const encoded = encode(run, bytes);
    if (encoded === undefined) continue;
    try {
      return strict.decode(encoded);
    } catch {
      // Not by this code page.
    }
  }
  return run;
}

function encode(run: string, bytes: ReadonlyMap<string, number>): Uint8Array | undefined {
  const encoded = new Uint8Array(run.length);
  for (let index = 0; index < run.length; index += 1) {
    const byte = bytes.get(run.charAt(index));
    if (byte === undefined) return undefined;
    encoded[index] = byte;
  }
  return encoded;
}

/** How each mark looks after a wrong reading that dropped the bytes the code page has no character for. */
function brokenMarks(): Map<string, string> {
  const found = new Map<string, string>();
  for (const name of codePages) {
    const decoder = new TextDecoder(name);
    for (const mark of marks) {
      const letters = [...new TextEncoder().encode(mark)].map((byte) =>
        decoder.decode(new Uint8Array([byte])),
      );
      const seen = letters.filter((letter) => !/[\u0080-\u009f]/.test(letter)).join('');
      if (seen.length >= 2 && seen.length < letters.length && !found.has(seen)) found.set(seen, mark);
    }
  }
  return found;
}
