import { defineAudit } from '../../../kit/audit.ts';
import type { Finding, Where } from '../../../kit/where.ts';
import dnsAnswers from '../../evidence/dns-answers.ts';
import kubernetes from '../../evidence/kubernetes.ts';
import platforms from '../../evidence/platforms.ts';

const name = (of: string, endsAt: string, ...addresses: readonly string[]) => ({
  name: of,
  resolvers: [
    { resolver: '1.1.1.1', addresses: [...addresses] },
    { resolver: '9.9.9.9', addresses: [...addresses] },
  ],
  endsAt,
});
const home = 'https://acme.dev/';

export default defineAudit({
  title: 'The domains of production resolve, and the bare and the www form lead to one place',
  failureTitle: 'A domain of production does not resolve, or its two forms lead to different places',
  why: 'Half of the users type the form that nobody tested.',
  fix: 'Give both forms an entry, redirect one to the other over HTTPS, and keep the zone in version control.',
  refs: ['Gruntwork production readiness', 'RFC 1035'],
  severity: 'minor',
  state: 'trial',
  effortHours: 2,
  claims: [
    'domain configuration',
    'domain setup',
    'production domain setup',
    'dns',
    'ssl certificates and domain setup',
    'domain configured',
    'dns configured',
    'dns records',
    'custom domain',
    'domain name',
    'dns propagated',
    'dns propagation',
    'nameservers',
    'domain points to',
    'domain registered',
    'cname',
  ],
  needs: { seen: dnsAnswers },
  signs: {
    from: { platforms, kubernetes },
    look: (given): Where[] => [
      ...given.platforms.files.flatMap(({ file, programs }) =>
        programs.flatMap(({ domains }) => domains.map(({ line, value }) => ({ file, line, note: value }))),
      ),
      ...given.kubernetes.hosts
        .filter(({ role }) => role === 'service')
        .map(({ file, line, host }) => ({ file, line, note: host })),
    ],
  },
  judge({ seen }) {
    const findings: Finding[] = [];
    for (const { name: domain, resolvers } of seen.names) {
      const lacking = resolvers.filter(({ addresses }) => addresses.length === 0);
      if (lacking.length === resolvers.length)
        findings.push({
          key: `absent:${domain}`,
          says: `${domain} does not resolve.`,
          where: { url: domain },
        });
      else if (lacking.length > 0)
        findings.push({
          key: `uneven:${domain}`,
          says: `${domain} resolves at some resolvers and not at ${lacking.map(({ resolver }) => resolver).join(', ')}.`,
          where: { url: domain },
        });
    }
    const endOf = (domain: string | undefined) => seen.names.find((one) => one.name === domain)?.endsAt;
    const pair = seen.pair;
    if (pair && endOf(pair.apex) !== endOf(pair.www)) {
      findings.push({
        key: `pair:${pair.apex}`,
        says: `${pair.apex} ends at ${endOf(pair.apex) ?? 'nothing'}, ${pair.www} at ${endOf(pair.www) ?? 'nothing'}.`,
        where: { url: pair.www },
      });
    }
    return { looked: seen.names.length, findings };
  },
  examples: {
    pass: [
      {
        given: {
          seen: {
            names: [name('acme.dev', home, '192.0.2.1'), name('www.acme.dev', home, '192.0.2.1')],
            pair: { apex: 'acme.dev', www: 'www.acme.dev' },
          },
        },
      },
    ],
    fail: [
      {
        name: 'it does not resolve',
        given: { seen: { names: [name('acme.dev', home)] } },
        findings: ['absent:acme.dev'],
      },
      {
        name: 'the www form was forgotten',
        given: {
          seen: {
            names: [
              name('acme.dev', home, '192.0.2.1'),
              { ...name('www.acme.dev', home, '192.0.2.1'), endsAt: undefined },
            ],
            pair: { apex: 'acme.dev', www: 'www.acme.dev' },
          },
        },
        findings: ['pair:acme.dev'],
      },
    ],
    notApplicable: [{ name: 'it has no domain', given: { seen: { names: [] } } }],
  },
});
