import { defineAudit } from '../../../kit/audit.ts';
import authSetups from '../../evidence/auth-setups.ts';
import probeAnswers from '../../evidence/probe-answers.ts';
import {
  answeredFor,
  distinct,
  shutOut,
  foundBy,
  isAccepted,
  isRefused,
  probe,
  probed,
} from '../../probing/probes.ts';

const tries = {
  'token-expired': 'an expired token',
  'token-tampered': 'a token whose content was changed',
  'token-without-signature': 'a token that says it needs no signature (alg none)',
  'token-for-others': 'a token made for another audience',
} as const;

export default defineAudit({
  title: 'Expired, changed, unsigned and foreign tokens are refused',
  failureTitle: 'The service accepts tokens it must refuse',
  why: 'A token from an old log, from another service or made at home then opens every account.',
  fix: 'Name the algorithms, audience and issuer where the token is checked: `jwt.verify(token, key, { algorithms: ["HS256"], audience, issuer })`, `jwt.decode(t, key, algorithms=["HS256"], audience=…)`, `jwt.WithValidMethods(…)`; never use what `decode` without a key returns.',
  refs: ['OWASP ASVS 5.0 V9', 'RFC 8725'],
  severity: 'blocker',
  state: 'stable',
  effortHours: 3,
  claims: [
    'jwt authentication',
    'secure token management',
    'jwt with proper expiration',
    'token expiration',
    'token validation',
    'token expiry',
    'refresh tokens',
    'jwt expiration',
    'jwt expiry',
    'jwt tokens',
    'token rotation',
    'token revocation',
    'session timeout',
    'refresh token rotation',
    'jwt validation',
    'session expires',
    'session expiration',
    'key rotation',
    'jwt key rotation',
    'revoke tokens',
    'jwt authentication secure',
    'jwt expires',
    'token refresh',
  ],
  needs: { seen: probeAnswers },
  signs: {
    from: { code: authSetups },
    look: ({ code }) =>
      code.found
        .filter((one) => one.does === 'verify token' || one.does === 'read unverified')
        .map(({ file, line, library, does, options }) => ({
          file,
          line,
          note: `${library}: ${does}${options['verifies'] === false ? ', without checking the signature' : options['pinsAlgorithm'] === false ? ', any algorithm' : ''}`,
        })),
  },
  judge({ seen }) {
    const asked = Object.entries(tries).flatMap(([purpose, what]) =>
      answeredFor(seen.exchanges, purpose as keyof typeof tries).map((one) => ({ one, purpose, what })),
    );
    const findings = asked
      .filter(({ one }) => isAccepted(one))
      .map(({ one, purpose, what }) =>
        foundBy(one, purpose, `${one.method} ${one.route} answers ${one.status} to ${what}.`),
      );
    if (findings.length > 0) return { looked: asked.length, findings: distinct(findings) };
    if (!answeredFor(seen.exchanges, 'with-credentials').some(isAccepted))
      return {
        abstains: 'unknown',
        because: `No good token was accepted either: the refusals may have another cause.${shutOut(seen.exchanges)}`,
      };
    const missing = Object.keys(tries).filter(
      (purpose) => !asked.some((one) => one.purpose === purpose && isRefused(one.one)),
    );
    if (missing.length > 0)
      return {
        abstains: 'unknown',
        because: `Not tried, or answered neither yes nor no: ${missing.join(', ')}.`,
      };
    return { looked: asked.length, findings };
  },
  examples: {
    pass: [
      {
        given: {
          seen: probed(
            probe('with-credentials', 200),
            probe('token-expired', 401),
            probe('token-tampered', 401),
            probe('token-without-signature', 401),
            probe('token-for-others', 403),
          ),
        },
      },
    ],
    fail: [
      {
        given: {
          seen: probed(
            probe('with-credentials', 200),
            probe('token-expired', 200),
            probe('token-tampered', 401),
          ),
        },
        findings: ['token-expired:GET /v1/orders'],
      },
    ],
    hollow: [
      {
        name: 'good tokens are refused too',
        given: { seen: probed(probe('with-credentials', 401), probe('token-expired', 401)) },
        outcome: 'unknown',
      },
      {
        name: 'half of it was tried',
        given: { seen: probed(probe('with-credentials', 200), probe('token-expired', 401)) },
        outcome: 'unknown',
      },
    ],
  },
});
