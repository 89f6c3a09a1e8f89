// Carries a one-time code to a person.
import type { Config } from '../../config.ts';
import { consoleSender } from './console.ts';
import { smsSender } from './sms.ts';
import { smtpSender } from './smtp.ts';

export type Address = { readonly email: string } | { readonly phone: string };

export interface Sender {
  readonly carries: readonly ('email' | 'phone')[];
  send(address: Address, code: string): Promise<void>;
}

export async function senderFor(config: Config): Promise<Sender> {
  const senders: Sender[] = [];
  if (config.smtpUrl !== undefined) senders.push(await smtpSender(config.smtpUrl, config.mailFrom));
  if (config.smsUrl !== undefined) senders.push(smsSender(config.smsUrl, config.smsToken ?? ''));
  // readConfig refuses a production start without SMTP_URL or SMS_URL, so codes are never printed there.
  if (senders.length === 0) return consoleSender();
  return {
    carries: senders.flatMap((sender) => sender.carries),
    async send(address, code) {
      const kind = 'email' in address ? 'email' : 'phone';
      await senders.find((sender) => sender.carries.includes(kind))?.send(address, code);
    },
  };
}
