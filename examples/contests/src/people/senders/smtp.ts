// Codes by e-mail.
import type { Sender } from './sender.ts';

const LIMIT_MS = 5_000;

export async function smtpSender(url: string, from: string): Promise<Sender> {
  const { createTransport } = await import('nodemailer');
  const transport = createTransport(
    {
      url,
      connectionTimeout: LIMIT_MS,
      greetingTimeout: LIMIT_MS,
      socketTimeout: LIMIT_MS,
      dnsTimeout: LIMIT_MS,
    },
    { from },
  );
  return {
    carries: ['email'],
    async send(address, code) {
      if (!('email' in address)) return;
      await transport.sendMail({
        to: address.email,
        subject: `${code} is your sign-in code`,
        text: `Your sign-in code is ${code}. It works once, within ten minutes.\n\nIf you did not ask for it, ignore this message.\n`,
      });
    },
  };
}
