import { createHmac } from 'node:crypto';
import type { Identity } from '../../kit/identities.ts';
import type { Probe } from '../evidence/probe-answers.ts';
import { servedRead } from './access-probes.ts';
import type { Desk } from './desk.ts';
import { isRecord, parseJson, type JsonRecord } from './json.ts';

const digests: Readonly<Record<string, string>> = { HS256: 'sha256', HS384: 'sha384', HS512: 'sha512' };

interface Forged {
  readonly purpose: Probe['purpose'];
  readonly token: string;
  readonly note: string;
}

/** Tokens that must not work, sent where the genuine one does. */
export async function forgeTokens(desk: Desk): Promise<void> {
  for (const as of desk.identities) {
    const parts = as.token === undefined ? undefined : readToken(as.token);
    const ground = servedRead(desk, as);
    if (!parts || !ground || as.token === undefined) continue;
    const key = keyOf(as.token, Object.values(desk.service.secrets), parts);
    await desk.each(forgeries(parts, key), async ({ purpose, token, note }) => {
      await desk.send({
        purpose,
        operation: ground,
        called: `${as.name} with a forged token`,
        headers: carrying(as, token),
        note,
      });
    });
    return;
  }
}

interface Parts {
  readonly header: JsonRecord;
  readonly claims: JsonRecord;
  readonly signed: string;
  readonly signature: string;
}

function readToken(token: string): Parts | undefined {
  const [first = '', second = '', signature = ''] = token.split('.');
  const [header, claims] = [first, second].map((part) =>
    parseJson(Buffer.from(part, 'base64url').toString('utf8')),
  );
  if (!isRecord(header) || !isRecord(claims) || typeof header['alg'] !== 'string') return undefined;
  return { header, claims, signed: `${first}.${second}`, signature };
}

/** The secret that signs, found by trying those we handed to this copy: with it a forgery differs in one thing only. */
function keyOf(
  token: string,
  secrets: readonly string[],
  { header, signed, signature }: Parts,
): Buffer | undefined {
  const forms = secrets.flatMap((secret) => [Buffer.from(secret), Buffer.from(secret, 'base64')]);
  return forms.find((key) => sign(header, signed, key) === signature && token.endsWith(signature));
}

function forgeries({ header, claims, signed, signature }: Parts, key: Buffer | undefined): Forged[] {
  const wrongKey = Buffer.from('a key that nobody uses, long enough 7f3a');
  const none = `${encode({ ...header, alg: 'none' })}.${encode(claims)}.`;
  const flipped = `${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`;
  const wrong = make(
    { ...header, ...(digests[String(header['alg'])] ? {} : { alg: 'HS256' }) },
    claims,
    wrongKey,
  );
  const known: Forged[] = [
    { purpose: 'token-without-signature', token: none, note: 'alg none' },
    { purpose: 'token-without-signature', token: `${signed}.`, note: 'signature cut off' },
    { purpose: 'token-tampered', token: `${signed}.${flipped}`, note: 'signature changed' },
    {
      purpose: 'token-tampered',
      token: `${encode(header)}.${encode({ ...claims, role: 'admin', admin: true })}.${signature}`,
      note: 'claims changed',
    },
    { purpose: 'token-tampered', token: wrong, note: 'signed with another key' },
  ];
  if (!key) return known;
  const hourAgo = Math.floor(Date.now() / 1_000) - 3_600;
  const { exp: _end, ...endless } = claims;
  return [
    ...known,
    {
      purpose: 'token-expired',
      token: make(header, { ...claims, iat: hourAgo - 600, exp: hourAgo }, key),
      note: 'expired an hour ago, rightly signed',
    },
    ...(claims['exp'] === undefined
      ? [{ purpose: 'token-expired' as const, token: make(header, endless, key), note: 'without an end' }]
      : []),
    ...(claims['aud'] === undefined
      ? []
      : [
          {
            purpose: 'token-for-others' as const,
            token: make(header, { ...claims, aud: 'another-service' }, key),
            note: 'another audience, rightly signed',
          },
        ]),
    ...(claims['iss'] === undefined
      ? []
      : [
          {
            purpose: 'token-for-others' as const,
            token: make(header, { ...claims, iss: 'https://issuer.invalid' }, key),
            note: 'another issuer, rightly signed',
          },
        ]),
  ];
}

function make(header: JsonRecord, claims: JsonRecord, key: Buffer): string {
  const signed = `${encode(header)}.${encode(claims)}`;
  return `${signed}.${sign(header, signed, key) ?? ''}`;
}

function sign(header: JsonRecord, signed: string, key: Buffer): string | undefined {
  const digest = digests[String(header['alg'])];
  return digest && createHmac(digest, key).update(signed).digest('base64url');
}

function encode(part: JsonRecord): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}

function carrying({ headers, token }: Identity, forged: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, value.replace(token ?? '', forged)]),
  );
}
