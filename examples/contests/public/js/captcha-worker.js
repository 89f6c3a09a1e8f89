// Looks for the number whose SHA-256, together with the salt, is the challenge (ALTCHA, version 1).
const AT_ONCE = 256;
const REPORT_EVERY = 2_048;

globalThis.addEventListener('message', async ({ data: { challenge, salt, maxnumber } }) => {
  const wanted = Uint8Array.from(challenge.match(/../g), (pair) => Number.parseInt(pair, 16));
  const text = new TextEncoder();
  const isWanted = async (number) => {
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', text.encode(salt + number)));
    return wanted.every((byte, at) => byte === digest[at]);
  };
  for (let first = 0; first <= maxnumber; first += AT_ONCE) {
    const numbers = Array.from({ length: AT_ONCE }, (_, at) => first + at);
    const found = (await Promise.all(numbers.map(isWanted))).indexOf(true);
    if (found !== -1) return postMessage({ number: first + found });
    if (first % REPORT_EVERY === 0) postMessage({ tried: first });
  }
  return postMessage({});
});
