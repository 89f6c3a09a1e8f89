// Keys for different purposes from one secret, so that a value made for one purpose means nothing for another.
import { createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';

export type Purpose = 'sign-in codes' | 'captcha' | 'draw secrets' | 'rate limits';

export function keyFor(purpose: Purpose, secret: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, 'contests', purpose, 32));
}

export function keyedDigest(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

export function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

export function randomToken(): string {
  return randomBytes(32).toString('base64url');
}
