// Verifies a published draw on its own: it shares no code with the service, needs no package, and runs in Node 22 and in a browser.
//   node verify-draw.mjs proof.json entries.txt [digest of the announcement, as published before the draw]
const { subtle } = globalThis.crypto;
const bytes = (text) => new TextEncoder().encode(text);
const fromHex = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
const toHex = (buffer) =>
  Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, '0')).join('');
const sha256 = async (text) => toHex(await subtle.digest('SHA-256', bytes(text)));

async function hmac(key, message) {
  const imported = await subtle.importKey('raw', key, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return new Uint8Array(await subtle.sign('HMAC', imported, message));
}

export function announcementText(a) {
  const lines = [`draw: ${a.draw}`, `contest: ${a.contest}`, `entries: ${a.entryCount} ${a.entriesDigest}`];
  lines.push(`commitment: ${a.commitment}`, `public input source: ${a.publicInputSource}`);
  return `contests-draw-v1\n${lines.join('\n')}\nwinners: ${a.winnerCount}\nannounced: ${a.announcedAt}\n`;
}

// The first `count` places of a Fisher-Yates shuffle of 0 … size-1, driven by 32-bit numbers from HMAC-SHA256(seed, counter).
async function select(seed, size, count) {
  const moved = new Map();
  const picked = [];
  const words = [];
  let blocks = 0;
  while (picked.length < Math.min(count, size)) {
    const left = size - picked.length;
    if (words.length === 0) {
      const counter = new DataView(new ArrayBuffer(8));
      counter.setBigUint64(0, BigInt(blocks++));
      const block = new DataView((await hmac(seed, counter.buffer)).buffer);
      for (let at = 0; at < 32; at += 4) words.push(block.getUint32(at));
    }
    const word = words.shift();
    if (word >= 2 ** 32 - (2 ** 32 % left)) continue; // would favour the low numbers
    const other = picked.length + (word % left);
    picked.push(moved.get(other) ?? other);
    moved.set(other, moved.get(picked.length - 1) ?? picked.length - 1);
  }
  return picked;
}

/** Returns what is wrong, in words, or undefined when every step holds. */
export async function verify(proof, entriesText, publishedDigest) {
  const a = proof.announcement;
  const text = announcementText(a);
  const entries = entriesText.split('\n').slice(0, -1);
  if (proof.format !== 'contests-draw-v1') return 'format: this is not a contests-draw-v1 proof';
  if (publishedDigest && (await sha256(text)) !== publishedDigest)
    return 'announcement: not the one published before the draw';
  if (!entries.every((entry, at) => at === 0 || entries[at - 1] < entry))
    return 'entries: not sorted, or one is there twice';
  if (entries.length !== a.entryCount) return 'entries: not as many as announced';
  if ((await sha256(entriesText)) !== a.entriesDigest)
    return 'entries: not the list whose digest was announced';
  if ((await sha256(`contests-draw-v1 secret ${proof.secret}`)) !== a.commitment)
    return 'secret: not the one committed to';
  const seed = await hmac(fromHex(proof.secret), bytes(`${text}public input value: ${proof.publicInput}\n`));
  const lines = await select(seed, entries.length, a.winnerCount + proof.disqualified.length);
  const picks = lines.map((line, at) => `${at + 1} ${line + 1} ${entries[line]}`);
  const published = proof.picks.map((pick) => `${pick.place} ${pick.line} ${pick.entry}`);
  if (picks.join() !== published.join()) return 'picks: not what the secret and the public input give';
  const out = proof.disqualified.map((one) => one.entry);
  const early = out.findIndex(
    (entry, at) => !lines.slice(0, a.winnerCount + at).some((line) => entries[line] === entry),
  );
  if (early !== -1 || new Set(out).size !== out.length)
    return 'disqualified: one of them was no winner at that moment';
  const winners = lines.map((line) => entries[line]).filter((entry) => !out.includes(entry));
  if (winners.join() !== proof.winners.join()) return 'winners: not the picks that still count';
  return undefined;
}

if (globalThis.process?.argv?.[1]?.endsWith('verify-draw.mjs')) {
  const { readFileSync } = await import('node:fs');
  const [proofFile, entriesFile, digest] = process.argv.slice(2);
  if (!entriesFile)
    throw new Error('Usage: node verify-draw.mjs proof.json entries.txt [announcement digest]');
  const published = JSON.parse(readFileSync(proofFile, 'utf8'));
  const proof = published.proof ?? published; // as the service answers it, or the proof alone
  const wrong = await verify(proof, readFileSync(entriesFile, 'utf8'), digest);
  console.log(
    wrong ?? `verified: ${proof.winners.length} winners of ${proof.announcement.entryCount} entries`,
  );
  if (!wrong && !digest)
    console.log(
      'not compared: give the digest that was published before the draw to prove this is that draw',
    );
  process.exitCode = wrong ? 1 : 0;
}
