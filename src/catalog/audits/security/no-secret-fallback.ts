import { defineAudit } from '../../../kit/audit.ts';
import signingKeys from '../../evidence/signing-keys.ts';

export default defineAudit({
  title: 'No key that signs or encrypts has a default in the code',
  failureTitle: 'A key that signs or encrypts has a default that everyone can read',
  why: 'Where the variable is forgotten once, the service starts with the key that stands in the repository, and anyone can make a token for any user.',
  fix: 'Read the key from the environment and stop when it is missing: `z.string().min(43)`, `os.environ["SECRET_KEY"]`, `ENV.fetch("SECRET_KEY_BASE")`. Then replace every key that was ever the default: `openssl rand -base64 32`.',
  refs: ['OWASP ASVS 5.0 V13.3', 'CWE-1392'],
  severity: 'blocker',
  state: 'stable',
  effortHours: 2,
  claims: [
    'no hardcoded secrets',
    'jwt_secret is cryptographically secure',
    'strong secrets',
    'secure config management',
    'secure token management',
    'no secret defaults',
    'no hardcoded credentials',
    'hardcoded secrets',
    'no fallback secrets',
    'credentials hardcoded',
    'secrets from environment',
    'hardcoded credentials',
    'hard-coded secrets',
    'secrets management',
    'secret management',
    'secrets stored securely',
    'secret manager',
    'vault',
    'secrets in environment variables',
    'secrets manager',
    'credentials stored securely',
    'secret store',
    'secrets properly managed',
  ],
  needs: { seen: signingKeys },
  judge({ seen }) {
    const real = seen.keys.filter((key) => !key.developmentOnly);
    const findings = real
      .filter((key) => key.from === 'fallback' || key.from === 'literal')
      .map(({ file, line, name, from }) => ({
        key: `${from}:${file}:${name}`,
        says:
          from === 'fallback'
            ? `${name} falls back to a value that stands in the code.`
            : `${name} stands in the code.`,
        where: { file, line },
      }));
    if (findings.length > 0) return { looked: real.length, findings };
    const unread = seen.looked.notUnderstood[0];
    if (unread)
      return {
        abstains: 'unknown',
        because: `Where the ${unread.language} code gets its keys is not known: Seaworthy cannot read ${unread.language} yet.`,
        signs: [{ file: unread.example }],
      };
    if (real.length === 0)
      return {
        abstains: 'unknown',
        because: 'No signing key was recognised in the code.',
        signs: seen.keys.map(({ file, line, name }) => ({ file, line, note: `${name}, for development` })),
      };
    return { looked: real.length, findings };
  },
  examples: {
    pass: [
      {
        given: {
          seen: seenWith(
            ['JWT_SECRET', 'checked', false],
            ['SESSION_SECRET', 'environment', false],
            ['JWT_SECRET', 'literal', true],
          ),
        },
      },
    ],
    fail: [
      {
        given: { seen: seenWith(['JWT_SECRET', 'fallback', false]) },
        findings: ['fallback:src/config.ts:JWT_SECRET'],
      },
      {
        given: { seen: seenWith(['signing key', 'literal', false]) },
        findings: ['literal:src/config.ts:signing key'],
      },
    ],
    hollow: [
      {
        name: 'only keys for development were found',
        given: { seen: seenWith(['JWT_SECRET', 'literal', true]) },
        outcome: 'unknown',
      },
    ],
    absent: [
      { given: { seen: seenWith() }, outcome: 'unknown' },
      {
        name: 'in another language',
        given: {
          seen: {
            keys: [],
            looked: {
              files: 1,
              skipped: [],
              notUnderstood: [{ language: 'Rust', files: 40, example: 'src/main.rs' }],
            },
          },
        },
        outcome: 'unknown',
      },
    ],
  },
});

type From = 'environment' | 'fallback' | 'literal' | 'checked';

function seenWith(...keys: readonly (readonly [string, From, boolean])[]) {
  return {
    keys: keys.map(([name, from, developmentOnly], index) => ({
      file: 'src/config.ts',
      line: index + 1,
      name,
      purpose: 'token' as const,
      from,
      developmentOnly,
    })),
    looked: { files: 10, skipped: [], notUnderstood: [] },
  };
}
