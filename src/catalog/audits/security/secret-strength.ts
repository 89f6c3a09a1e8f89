import { defineAudit } from '../../../kit/audit.ts';
import keyMeasurements from '../../evidence/key-measurements.ts';
import signingKeys from '../../evidence/signing-keys.ts';

const key = { name: 'JWT_SECRET', environment: 'production', bytes: 43, bits: 256, known: false };

export default defineAudit({
  title: 'Keys that sign have at least 32 random bytes',
  failureTitle: 'A key that signs is short, guessable or known',
  why: 'A short key is found by trying in an afternoon, on a copy of one token, without a single request to the service.',
  fix: 'Make each key with `openssl rand -base64 32`, one per environment, and refuse shorter ones at start (`z.string().min(43)`).',
  refs: ['OWASP ASVS 5.0 V11.2', 'RFC 7518 section 3.2'],
  severity: 'major',
  state: 'trial',
  effortHours: 1,
  claims: [
    'jwt_secret is cryptographically secure',
    'min 32 chars',
    'strong secrets',
    'secret strength',
    'cryptographically secure',
    'strong random secret',
    'strong jwt',
    '32+ characters',
    'secret length',
    'at least 32 characters',
    'cryptographically random',
    '64 chars',
    'openssl rand',
    'strong jwt_secret',
    'min 32 characters',
    'random secrets',
    'strong secret key',
  ],
  limits: { bits: { default: 256, unit: 'bits', about: 'randomness of a signing key' } },
  needs: { seen: keyMeasurements },
  signs: {
    from: { code: signingKeys },
    look: ({ code }) =>
      code.keys.map(({ file, line, name, from }) => ({ file, line, note: `${name}: ${from}` })),
  },
  judge({ seen }, policy) {
    const limit = policy.limit('bits');
    const findings = seen.keys.flatMap(({ name, environment, bytes, bits, known }) => {
      const where = { note: `${name} in ${environment}` };
      if (known)
        return [
          {
            key: `known:${name}:${environment}`,
            says: `${name} in ${environment} is a value that documentation prints.`,
            where,
          },
        ];
      return bits < limit.value
        ? [
            {
              key: `weak:${name}:${environment}`,
              says: `${name} in ${environment} has ${bytes} characters with about ${bits} bits; ${limit.from} asks for ${limit.value}.`,
              where,
            },
          ]
        : [];
    });
    if (findings.length > 0) return { looked: seen.keys.length, findings };
    const real = seen.keys.filter((one) => one.environment !== 'sandbox');
    if (real.length === 0)
      return { abstains: 'unknown', because: 'Only keys that the sandbox made up were measured.' };
    return { looked: real.length, findings };
  },
  examples: {
    pass: [{ given: { seen: { keys: [key] } } }],
    fail: [
      {
        given: { seen: { keys: [{ ...key, bytes: 12, bits: 50 }] } },
        findings: ['weak:JWT_SECRET:production'],
      },
      { given: { seen: { keys: [{ ...key, known: true }] } }, findings: ['known:JWT_SECRET:production'] },
    ],
    hollow: [
      {
        name: 'a key of the sandbox',
        given: { seen: { keys: [{ ...key, environment: 'sandbox' }] } },
        outcome: 'unknown',
      },
    ],
  },
});
