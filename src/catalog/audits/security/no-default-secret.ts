import { defineAudit } from '../../../kit/audit.ts';
import type { Finding } from '../../../kit/where.ts';
import signingKeys from '../../evidence/signing-keys.ts';
import startRefusals from '../../evidence/start-refusals.ts';

const refused = {
  variable: 'JWT_SECRET',
  kind: 'signing-secret' as const,
  started: false,
  exitCode: 1,
  named: true,
};
const looked = { files: 12, skipped: [], notUnderstood: [] };
const fallback = {
  file: 'src/auth.ts',
  line: 4,
  name: 'JWT_SECRET',
  purpose: 'token' as const,
  from: 'fallback' as const,
  developmentOnly: false,
  literalLength: 6,
};

export default defineAudit({
  title: 'The service does not start without signing keys of its own',
  failureTitle: 'The service starts with a signing key that stands in its code',
  why: 'Whoever reads the code, or guesses "secret", signs a token for any user and walks in as administrator.',
  fix: 'Remove the default: read the key from the environment, and end with its name when it is absent or shorter than 32 bytes.',
  refs: ['OWASP ASVS 5.0 V13.3', 'CWE-798'],
  severity: 'blocker',
  state: 'stable',
  effortHours: 1,
  claims: [
    'jwt_secret',
    'strong secrets',
    'cryptographically secure',
    'secure config management',
    'jwt secret',
    'session secret',
    'secret key',
    'default secrets',
    'session_secret',
    'strong jwt',
    'strong jwt_secret',
    'secret_key',
    'no default secrets',
    'encryption_key',
    'default values replaced',
    'generate strong',
    'jwt secrets',
    'strong secret',
    'default secrets are refused',
    'default secrets refused',
    'placeholder secrets refused',
  ],
  needs: { seen: startRefusals, code: signingKeys },
  signs: {
    from: { code: signingKeys },
    look: ({ code }) =>
      code.keys
        .filter(({ from }) => from === 'fallback' || from === 'literal')
        .map(({ file, line, name, from }) => ({ file, line, note: `${name}: ${from}` })),
  },
  judge({ seen, code }) {
    const secrets = seen.attempts.filter(({ kind }) => kind === 'signing-secret');
    const started = secrets.filter((attempt) => attempt.started);
    const findings = started.flatMap(({ variable }): Finding[] => {
      const key = code.keys.find(
        ({ name, from, developmentOnly }) => name === variable && from === 'fallback' && !developmentOnly,
      );
      return key
        ? [
            {
              key: variable,
              says: `Without ${variable} the service starts, with the key in its code.`,
              where: { file: key.file, line: key.line },
            },
          ]
        : [];
    });
    if (findings.length > 0) return { looked: secrets.length, findings };
    if (started.length > 0) {
      return {
        abstains: 'unknown',
        because: `The service starts without ${started.map(({ variable }) => variable).join(', ')}: it may make a key of its own, or do without what needs it.`,
      };
    }
    if (secrets.length === 0)
      return {
        abstains: 'unknown',
        because: 'No variable that holds a signing key was found in the code or the example file.',
      };
    return { looked: secrets.length, findings: [] };
  },
  examples: {
    pass: [{ given: { seen: { startsWhole: true, attempts: [refused] }, code: { keys: [], looked } } }],
    fail: [
      {
        given: {
          seen: { startsWhole: true, attempts: [{ ...refused, started: true, named: false }] },
          code: { keys: [fallback], looked },
        },
        findings: ['JWT_SECRET'],
      },
    ],
    hollow: [
      {
        name: 'starts without, and the code shows no default',
        given: {
          seen: { startsWhole: true, attempts: [{ ...refused, started: true, named: false }] },
          code: { keys: [], looked },
        },
        outcome: 'unknown',
      },
    ],
    absent: [
      {
        given: { seen: { startsWhole: true, attempts: [] }, code: { keys: [], looked } },
        outcome: 'unknown',
      },
    ],
  },
});
