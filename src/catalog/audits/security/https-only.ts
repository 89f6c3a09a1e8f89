import { defineAudit } from '../../../kit/audit.ts';
import type { Finding } from '../../../kit/where.ts';
import headerSetups from '../../evidence/header-setups.ts';
import tlsHandshakes from '../../evidence/tls-handshakes.ts';

const handshake = {
  protocol: 'TLSv1.3',
  validTo: '2027-03-01',
  names: ['orders.acme.dev'],
  issuer: 'Acme CA',
};

export default defineAudit({
  title: 'Plain HTTP leads to HTTPS on the same host, and to nothing else',
  failureTitle: 'The service answers over plain HTTP',
  why: 'Everyone on the same network reads passwords and sessions, and can put anything into the pages.',
  fix: 'Redirect with 301 or 308 to `https://` on the same host before anything else, at the proxy or platform; then send HSTS. `force_ssl`, `SECURE_SSL_REDIRECT`, `HTTPSRedirectMiddleware` do it in the application.',
  refs: ['OWASP ASVS 5.0 V12.1', 'MDN HTTP Observatory'],
  severity: 'blocker',
  state: 'trial',
  effortHours: 1,
  claims: [
    'ssl/tls',
    'https-only mode',
    'secure communication',
    'enable https',
    'https',
    'https enabled',
    'https enforced',
    'force https',
    'http to https',
    'https redirect',
    'ssl configured',
    'ssl enabled',
    'tls enabled',
    'ssl/tls enabled',
    'tls everywhere',
    'ssl',
    'tls',
    'redirect http to https',
    'secure connections',
    'tls termination',
    'ssl termination',
    'encryption in transit',
    'tls in transit',
    'encrypted in transit',
    'mtls',
  ],
  needs: { seen: tlsHandshakes },
  signs: {
    from: { code: headerSetups },
    look: ({ code }) =>
      code.found
        .filter((one) => one.does === 'force https')
        .map(({ file, line, library }) => ({ file, line, note: `${library} forces HTTPS` })),
  },
  judge({ seen }) {
    const findings = seen.hosts.flatMap(({ host, plain }): Finding[] => {
      if (!plain) return [];
      const target = plain.location === undefined ? '' : plain.location;
      const redirects = plain.status >= 300 && plain.status < 400;
      if (!redirects)
        return [
          {
            key: `plain:${host}`,
            says: `http://${host} answers ${plain.status} instead of leading to HTTPS.`,
            where: { url: `http://${host}/` },
          },
        ];
      const same = target.startsWith(`https://${host}/`) || target === `https://${host}`;
      return same
        ? []
        : [
            {
              key: `elsewhere:${host}`,
              says: `http://${host} leads to ${target.startsWith('https://') ? 'another host' : 'plain HTTP'} first.`,
              where: { url: `http://${host}/` },
            },
          ];
    });
    if (findings.length > 0) return { looked: seen.hosts.length, findings };
    const secure = seen.hosts.filter((one) => one.handshake);
    if (secure.length === 0) return { abstains: 'unknown', because: 'No host answered over HTTPS.' };
    return { looked: secure.length, findings };
  },
  examples: {
    pass: [
      {
        given: {
          seen: {
            hosts: [
              {
                host: 'orders.acme.dev',
                handshake,
                oldProtocols: [],
                plain: { status: 308, location: 'https://orders.acme.dev/' },
              },
            ],
          },
        },
      },
      {
        name: 'nothing listens on port 80',
        given: { seen: { hosts: [{ host: 'orders.acme.dev', handshake, oldProtocols: [] }] } },
      },
    ],
    fail: [
      {
        given: {
          seen: { hosts: [{ host: 'orders.acme.dev', handshake, oldProtocols: [], plain: { status: 200 } }] },
        },
        findings: ['plain:orders.acme.dev'],
      },
    ],
    hollow: [
      {
        name: 'nothing answers at all',
        given: { seen: { hosts: [{ host: 'orders.acme.dev', error: 'refused', oldProtocols: [] }] } },
        outcome: 'unknown',
      },
    ],
  },
});
