// Solves the service's proof of work once per person, in a worker, so that the page stays usable meanwhile.
import { get, post } from './api.js';

export async function solveCaptcha(progress) {
  const challenge = await get('/v1/captcha');
  const number = await inWorker(challenge, progress);
  const { algorithm, challenge: wanted, salt, signature } = challenge;
  await post('/v1/captcha', { algorithm, challenge: wanted, number, salt, signature });
}

function inWorker({ challenge, salt, maxnumber }, progress) {
  const worker = new Worker('/js/captcha-worker.js');
  return new Promise((resolve, reject) => {
    worker.addEventListener('message', ({ data }) => {
      if (data.tried !== undefined) progress(data.tried / maxnumber);
      else if (data.number !== undefined) resolve(data.number);
      else reject(new Error('The puzzle has no answer. Try again; you will get another one.'));
    });
    worker.addEventListener('error', () =>
      reject(new Error('This browser could not run the puzzle. Update it, or try another one.')),
    );
    // A worker has no target origin; only a window does.
    // oxlint-disable-next-line unicorn/require-post-message-target-origin
    worker.postMessage({ challenge, salt, maxnumber });
  }).finally(() => worker.terminate());
}
