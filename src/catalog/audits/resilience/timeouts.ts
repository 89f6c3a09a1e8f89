import { defineAudit } from '../../../kit/audit.ts';
import type { Finding } from '../../../kit/where.ts';
import dependencyFaults from '../../evidence/dependency-faults.ts';
import outboundClients from '../../evidence/outbound-clients.ts';
import { during, faultWith } from '../../probing/fault-examples.ts';

export default defineAudit({
  title: 'A dependency that never answers holds no request longer than its limit',
  failureTitle: 'A dependency that never answers makes requests hang',
  why: 'The slow partner fills all connections and workers with waiting requests, until pages that never asked it stand still too.',
  fix: 'Give every outbound call a time limit: `fetch(url, { signal: AbortSignal.timeout(2_000) })`, `requests.get(url, timeout=3)`, `&http.Client{Timeout: 3 * time.Second}`, `setReadTimeout`. Keep the sum below the limit of your own callers.',
  refs: ['Mercari production readiness checklist', 'Release It!: timeouts'],
  severity: 'major',
  state: 'trial',
  effortHours: 3,
  claims: [
    'timeouts',
    'request timeout',
    'retry logic with exponential backoff',
    'circuit breaker pattern for external services',
    'external services',
    'timeouts configured',
    'http timeouts',
    'external call timeouts',
    'client timeouts',
    'timeout configuration',
    'api timeouts',
    'timeouts set',
  ],
  limits: { answerMs: { default: 5_000, unit: 'ms', about: 'longest answer while a dependency is silent' } },
  needs: { seen: dependencyFaults },
  signs: {
    from: { code: outboundClients },
    look: ({ code }) =>
      [...code.found]
        .filter((one) => one.options['timeout'] !== undefined)
        .sort((a, b) => Number(b.options['timeout'] === 'none') - Number(a.options['timeout'] === 'none'))
        .map(({ file, line, library, options }) => ({
          file,
          line,
          note: `${library}, time limit: ${String(options['timeout'])}`,
        })),
  },
  judge({ seen }, policy) {
    const limit = policy.limit('answerMs');
    const silent = seen.faults.filter((one) => one.fault === 'black-hole');
    const findings = silent.flatMap(({ dependency, during: asked }): Finding[] => {
      const slow = asked.filter((one) => one.tookMs > limit.value || one.status === undefined);
      const worst = slow.sort((a, b) => b.tookMs - a.tookMs)[0];
      return worst
        ? [
            {
              key: `hangs:${dependency}:${worst.route}`,
              says: `While ${dependency} was silent, ${slow.length} of ${asked.length} requests took longer than ${limit.value} ms (${limit.from}), the worst ${worst.tookMs} ms (${worst.route}).`,
              where: { url: worst.route },
            },
          ]
        : [];
    });
    if (findings.length > 0) return { looked: silent.length, findings };
    const asked = silent.filter((one) => one.during.some((request) => request.depends));
    if (asked.length === 0)
      return { abstains: 'unknown', because: 'No dependency was silenced while a route asked it.' };
    return { looked: asked.length, findings };
  },
  examples: {
    pass: [
      {
        given: {
          seen: {
            faults: [faultWith({ fault: 'black-hole', during: [during({ tookMs: 2_010, status: 503 })] })],
          },
        },
      },
    ],
    fail: [
      {
        given: {
          seen: {
            faults: [
              faultWith({ fault: 'black-hole', during: [during({ tookMs: 30_000, status: undefined })] }),
            ],
          },
        },
        findings: ['hangs:payments:/v1/orders'],
      },
    ],
    hollow: [
      {
        name: 'cut, not silenced',
        given: { seen: { faults: [faultWith({ fault: 'cut' })] } },
        outcome: 'unknown',
      },
    ],
  },
});
