import { defineAudit } from '../../../kit/audit.ts';
import type { Finding } from '../../../kit/where.ts';
import kubernetes from '../../evidence/kubernetes.ts';
import tlsHandshakes from '../../evidence/tls-handshakes.ts';

const handshake = {
  protocol: 'TLSv1.3',
  validTo: '2027-03-01',
  names: ['orders.acme.dev'],
  issuer: 'Acme CA',
};

export default defineAudit({
  title: 'The certificate is trusted, fits the host and is far from its end; old protocols are off',
  failureTitle: 'The certificate or the protocol of the service is not good',
  why: 'On the day the certificate ends every browser and every client stops, all at once, and the fix needs a person who is awake.',
  fix: 'Let the proxy or platform renew by itself (ACME), alert 30 days before the end, and allow TLS 1.2 and 1.3 only.',
  refs: ['OWASP ASVS 5.0 V12.1, V12.2', 'RFC 8996'],
  severity: 'blocker',
  state: 'trial',
  effortHours: 2,
  claims: [
    'ssl/tls',
    'ssl certificates',
    'ssl certificate expiration',
    'validate ssl certificates',
    'secure communication',
    'ssl certificate',
    'tls certificate',
    'certificate valid',
    'certificate renewal',
    'certificates valid',
    'certificate expiry',
    'certificate',
    'letsencrypt',
    'auto-renewal',
    'tls certificates',
    'certbot',
    'ssl cert',
    'tls 1.2',
    'tls 1.3',
    'let s encrypt',
    'certificate auto-renewal',
    'certificate installed',
    'tls version',
    'cipher suites',
    'https certificate',
    'ssl grade',
  ],
  limits: { daysLeft: { default: 30, unit: 'days', about: 'time until the certificate ends' } },
  needs: { seen: tlsHandshakes },
  signs: {
    from: { manifests: kubernetes },
    look: ({ manifests }) =>
      manifests.hosts
        .filter((one) => one.role === 'service')
        .map(({ file, line, host }) => ({ file, line, note: host })),
  },
  judge({ seen }, policy) {
    const limit = policy.limit('daysLeft');
    const findings = seen.hosts.flatMap(({ host, handshake: made, error, oldProtocols }): Finding[] => {
      const where = { url: `https://${host}/` };
      const found: Finding[] = [];
      if (error !== undefined && made)
        found.push({
          key: `trust:${host}`,
          says: `Clients refuse the certificate of ${host}: ${error}.`,
          where,
        });
      const days = made
        ? Math.floor((Date.parse(made.validTo) - Date.parse(policy.today)) / 86_400_000)
        : undefined;
      if (days !== undefined && days < limit.value)
        found.push({
          key: `end:${host}`,
          says: `The certificate of ${host} ends in ${days} days; ${limit.from} asks for ${limit.value}.`,
          where,
        });
      if (oldProtocols.length > 0)
        found.push({
          key: `old:${host}`,
          says: `${host} still speaks ${oldProtocols.join(' and ')}.`,
          where,
        });
      return found;
    });
    const seenHosts = seen.hosts.filter((one) => one.handshake);
    if (findings.length > 0) return { looked: seen.hosts.length, findings };
    if (seenHosts.length < seen.hosts.length || seenHosts.length === 0)
      return {
        abstains: 'unknown',
        because: `No handshake with ${seen.hosts.find((one) => !one.handshake)?.host ?? 'any host'}.`,
      };
    return { looked: seenHosts.length, findings };
  },
  examples: {
    pass: [{ given: { seen: { hosts: [{ host: 'orders.acme.dev', handshake, oldProtocols: [] }] } } }],
    fail: [
      {
        given: {
          seen: {
            hosts: [
              {
                host: 'orders.acme.dev',
                handshake: { ...handshake, validTo: '2026-12-01' },
                oldProtocols: ['TLSv1'],
              },
            ],
          },
        },
        findings: ['end:orders.acme.dev', 'old:orders.acme.dev'],
      },
      {
        given: {
          seen: {
            hosts: [
              { host: 'orders.acme.dev', handshake, error: 'self-signed certificate', oldProtocols: [] },
            ],
          },
        },
        findings: ['trust:orders.acme.dev'],
      },
    ],
    hollow: [
      {
        name: 'the port is closed',
        given: { seen: { hosts: [{ host: 'orders.acme.dev', error: 'refused', oldProtocols: [] }] } },
        outcome: 'unknown',
      },
    ],
  },
});
