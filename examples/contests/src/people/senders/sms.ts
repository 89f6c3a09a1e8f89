// Codes by text message, through any provider that takes {"to", "text"} as JSON with a bearer token.
import type { Sender } from './sender.ts';

const LIMIT_MS = 5_000;

export function smsSender(url: string, token: string): Sender {
  return {
    carries: ['phone'],
    async send(address, code) {
      if (!('phone' in address)) return;
      const response = await fetch(url, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ to: address.phone, text: `Your sign-in code is ${code}.` }),
        signal: AbortSignal.timeout(LIMIT_MS),
      });
      await response.body?.cancel();
      if (!response.ok) throw new Error(`The SMS provider answered ${response.status}.`);
    },
  };
}
