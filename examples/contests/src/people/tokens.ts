// Access tokens: short-lived, signed, bound to this service by issuer and audience. Two keys may be valid at a time,
// told apart by their key id, so that a secret can be rotated without signing anybody out.
import { createSecretKey, type KeyObject } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import type { Config } from '../config.ts';
import type { Role } from '../database/tables.ts';
import type { Caller } from '../http/access.ts';
import { digest } from './keys.ts';

export const ACCESS_LIFE_S = 600;
const AUDIENCE = 'contests-api';
const ALGORITHM = 'HS256';
const ROLES: readonly string[] = ['admin', 'sponsor', 'user'] satisfies Role[];

export interface Tokens {
  sign(caller: Caller): Promise<string>;
  /** `undefined` for a token that is expired, altered, of another service or not a token at all. */
  verify(token: string): Promise<Caller | undefined>;
}

export function createTokens(
  config: Pick<Config, 'tokenSecret' | 'tokenSecretPrevious' | 'publicUrl'>,
): Tokens {
  const current = namedKey(config.tokenSecret);
  const keys = new Map([current]);
  if (config.tokenSecretPrevious !== undefined) keys.set(...namedKey(config.tokenSecretPrevious));
  const [keyId, key] = current;

  return {
    sign: (caller) =>
      new SignJWT({ sid: caller.sessionId, role: caller.role })
        .setProtectedHeader({ alg: ALGORITHM, kid: keyId, typ: 'at+jwt' })
        .setSubject(caller.personId)
        .setIssuer(config.publicUrl)
        .setAudience(AUDIENCE)
        .setIssuedAt()
        .setExpirationTime(`${ACCESS_LIFE_S}s`)
        .sign(key),

    async verify(token) {
      try {
        const { payload } = await jwtVerify(token, ({ kid }) => keys.get(kid ?? '') ?? unknownKey(), {
          algorithms: [ALGORITHM],
          audience: AUDIENCE,
          issuer: config.publicUrl,
          typ: 'at+jwt',
          requiredClaims: ['exp', 'sub', 'sid', 'role'],
        });
        return callerFrom(payload);
      } catch (error) {
        if (error instanceof errors.JOSEError) return undefined;
        throw error;
      }
    },
  };
}

function namedKey(secret: string): [string, KeyObject] {
  return [digest(`key id of ${secret}`).toString('hex').slice(0, 12), createSecretKey(secret, 'utf8')];
}

function unknownKey(): never {
  throw new errors.JWSInvalid('unknown key id');
}

function callerFrom(payload: Readonly<Record<string, unknown>>): Caller | undefined {
  const { sub, sid, role } = payload;
  if (typeof sub !== 'string' || typeof sid !== 'string' || !isRole(role)) return undefined;
  return { personId: sub, sessionId: sid, role };
}

function isRole(role: unknown): role is Role {
  return typeof role === 'string' && ROLES.includes(role);
}
