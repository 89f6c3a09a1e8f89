// For development: prints the code instead of sending it.
import type { Sender } from './sender.ts';

export function consoleSender(write = (line: string) => process.stdout.write(line)): Sender {
  return {
    carries: ['email', 'phone'],
    async send(address, code) {
      write(`Code for ${'email' in address ? address.email : address.phone}: ${code}\n`);
    },
  };
}
