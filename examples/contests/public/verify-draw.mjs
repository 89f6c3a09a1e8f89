// Verifies a published draw on its own: it shares no code with the service, needs no package, and runs in Node 22 and in a browser.
//   node verify-draw.mjs proof.json entries.txt [digest of the announcement, as published before the draw]
const { subtle } = globalThis.crypto;
const bytes = (text) => new TextEncoder().encode(text);
const toHex = (buffer) =>
  Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, '0')).join('');
const fromHex = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
const sha256 = async (text) => toHex(await subtle.digest('SHA-256', bytes(text)));
const hmac = async (key, message) => {
  const imported = await subtle.importKey('raw', key, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return new DataView(await subtle.sign('HMAC', imported, message));
};

async function* numbers(seed) {
  for (let block = 0; ; block += 1) {
    const counter = new DataView(new ArrayBuffer(8));
    counter.setBigUint64(0, BigInt(block));
    const mac = await hmac(seed, counter);
    for (let at = 0; at < 32; at += 4) yield mac.getUint32(at);
  }
}

// The first `count` places of a Fisher-Yates shuffle of 0 … size-1, driven by 32-bit numbers from HMAC-SHA256(seed, counter).
async function select(seed, size, count) {
  const [picked, moved] = [[], new Map()];
  for await (const number of numbers(seed)) {
    const [place, left] = [picked.length, size - picked.length];
    if (place >= count || left === 0) break;
    if (number >= 2 ** 32 - (2 ** 32 % left)) continue; // would favour the low numbers
    const other = place + (number % left);
    picked.push(moved.get(other) ?? other);
    moved.set(other, moved.get(place) ?? place);
  }
  return picked;
}

/** Returns the first step that does not hold and what is wrong, or undefined when all hold. */
export async function verify(proof, entriesText, publishedDigest) {
  const { announcement: a, secret, publicInput } = proof;
  const named = `draw: ${a.draw}\ncontest: ${a.contest}\nentries: ${a.entryCount} ${a.entriesDigest}\n`;
  const bound = `commitment: ${a.commitment}\npublic input source: ${a.publicInputSource}\n`;
  const text = `contests-draw-v1\n${named}${bound}winners: ${a.winnerCount}\nannounced: ${a.announcedAt}\n`;
  const entries = entriesText.split('\n').slice(0, -1);
  const out = proof.disqualified.map((one) => one.entry);
  const seed = await hmac(fromHex(secret), bytes(`${text}public input value: ${publicInput}\n`));
  const lines = await select(seed, entries.length, a.winnerCount + out.length);
  const drawn = lines.map((line) => entries[line]);
  const picks = lines.map((line, at) => `${at + 1} ${line + 1} ${drawn[at]}`).join();
  const wonByThen = (entry, at) => out.indexOf(entry) === at && drawn.indexOf(entry) < a.winnerCount + at;
  const steps = {
    'format: this is not a contests-draw-v1 proof': proof.format === 'contests-draw-v1',
    'announcement: not the one published before the draw': [undefined, await sha256(text)].includes(
      publishedDigest,
    ),
    'entries: not sorted, or one is there twice': entries.every(
      (entry, at) => at === 0 || entries[at - 1] < entry,
    ),
    'entries: not as many as announced': entries.length === a.entryCount,
    'entries: not the list whose digest was announced': (await sha256(entriesText)) === a.entriesDigest,
    'secret: not the one committed to': (await sha256(`contests-draw-v1 secret ${secret}`)) === a.commitment,
    'picks: not what the secret and the public input give':
      picks === proof.picks.map(({ place, line, entry }) => `${place} ${line} ${entry}`).join(),
    'disqualified: one of them was no winner at that moment': out.every(
      (entry, at) => drawn.includes(entry) && wonByThen(entry, at),
    ),
    'winners: not the picks that still count':
      drawn.filter((entry) => !out.includes(entry)).join() === proof.winners.join(),
  };
  return Object.keys(steps).find((step) => !steps[step]);
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
  if (!wrong && !digest) console.log('not compared: give the digest that was published before the draw');
  process.exitCode = wrong ? 1 : 0;
}
