import { defineAudit } from '../../../kit/audit.ts';
import type { Finding } from '../../../kit/where.ts';
import edgeAnswers from '../../evidence/edge-answers.ts';
import platforms from '../../evidence/platforms.ts';

const asset = {
  url: '/assets/app.4f1d2c.js',
  status: 200,
  contentType: 'text/javascript',
  fingerprinted: true,
  cacheControl: 'public, max-age=31536000, immutable',
  maxAgeSeconds: 31_536_000,
  edge: 'hit' as const,
};

export default defineAudit({
  title: 'Static assets are cached for long and served from the edge',
  failureTitle: 'Static assets are not cached, or never come from the edge',
  why: 'Users far away wait for every file on every visit, and the service spends its time on files that never change.',
  fix: 'Put a digest into the names of built files, answer them with `Cache-Control: public, max-age=31536000, immutable`, and let a content delivery network stand before them.',
  refs: ['Lighthouse, uses-long-cache-ttl', 'RFC 9111'],
  severity: 'minor',
  state: 'trial',
  effortHours: 3,
  claims: [
    'cdn integration',
    'cdn configured for static assets',
    'static asset delivery',
    'cdn',
    'content delivery network',
    'static assets cached',
    'cloudfront',
    'cdn enabled',
    'cdn caching',
    'static asset caching',
    'cdn configured',
    'browser caching',
    'cache static assets',
    'assets served from cdn',
    'static assets',
    'cache headers',
  ],
  limits: {
    minAgeDays: {
      default: 30,
      unit: 'days',
      about: 'how long a file with a digest in its name must be kept',
    },
  },
  needs: { seen: edgeAnswers },
  signs: {
    from: { platforms },
    look: ({ platforms: { files } }) =>
      files.flatMap(({ file, edge }) => edge.map(({ line, value }) => ({ file, line, note: value }))),
  },
  judge({ seen }, policy) {
    const { value, from } = policy.limit('minAgeDays');
    const served = seen.assets.filter(({ status }) => status < 400);
    const findings = served.flatMap(({ url, fingerprinted, maxAgeSeconds, edge }): Finding[] => {
      const where = { url };
      const days = (maxAgeSeconds ?? 0) / 86_400;
      const short = fingerprinted && days < value;
      return [
        ...(short
          ? [
              {
                key: `short:${url}`,
                says: `${url} may be kept for ${Math.floor(days)} days; ${from} asks for ${value}.`,
                where,
              },
            ]
          : []),
        ...(edge === 'hit'
          ? []
          : [
              {
                key: `origin:${url}`,
                says: `${url} came from the service each time, not from an edge.`,
                where,
              },
            ]),
      ];
    });
    return { looked: served.length, findings };
  },
  examples: {
    pass: [{ given: { seen: { assets: [asset] } } }],
    fail: [
      {
        name: 'no cache header',
        given: { seen: { assets: [{ ...asset, cacheControl: undefined, maxAgeSeconds: undefined }] } },
        findings: ['short:/assets/app.4f1d2c.js'],
      },
      {
        name: 'no edge',
        given: { seen: { assets: [{ ...asset, edge: 'none' }] } },
        findings: ['origin:/assets/app.4f1d2c.js'],
      },
    ],
    hollow: [
      {
        name: 'an edge that never keeps anything',
        given: { seen: { assets: [{ ...asset, edge: 'miss' }] } },
        findings: ['origin:/assets/app.4f1d2c.js'],
      },
    ],
    notApplicable: [{ name: 'it serves no static file', given: { seen: { assets: [] } } }],
  },
});
