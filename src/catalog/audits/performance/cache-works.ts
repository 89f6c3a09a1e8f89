import { defineAudit } from '../../../kit/audit.ts';
import type { Finding } from '../../../kit/where.ts';
import cacheReads from '../../evidence/cache-reads.ts';
import compose from '../../evidence/compose.ts';

const minRuns = 3;
const read = {
  route: '/v1/orders',
  emptyMs: [40, 42, 39],
  fullMs: [3, 2, 3],
  afterWrite: { answers: 'new' as const, afterMs: 5 },
};
const counted = { hits: 95, misses: 5 };

export default defineAudit({
  title: 'A repeated read comes from the cache, is faster, and is right after a write',
  failureTitle: 'The cache does not help, or answers with what is no longer true',
  why: 'A cache that never hits costs memory and a moving part for nothing; one that is not emptied shows people the price of yesterday.',
  fix: 'Cache what is read often and changes seldom, by a key that holds everything the answer depends on; remove the key in the same step as the write; watch hits and misses.',
  refs: ['Google SRE: caching for latency and capacity', 'AWS Well-Architected PERF03-BP05'],
  severity: 'minor',
  state: 'trial',
  effortHours: 6,
  claims: [
    'caching',
    'caching strategy',
    'cache strategy',
    'response caching',
    'query caching',
    'in-memory caching',
    'application caching',
    'caching implemented',
    'caching enabled',
    'add caching',
    'cache hit rate',
    'cache hit ratio',
    'cache performance',
    'cache invalidation',
    'redis caching',
    'caching for frequently accessed data',
  ],
  limits: { hitShare: { default: 50, unit: '%', about: 'reads that the cache answers' } },
  needs: { seen: cacheReads },
  signs: {
    from: { stack: compose },
    look: ({ stack }) =>
      stack.files.flatMap(({ file, services }) =>
        services
          .filter(({ image }) => /redis|valkey|memcached|varnish/.test(image?.name ?? ''))
          .map(({ name, line }) => ({ file, line, service: name, note: 'a cache' })),
      ),
  },
  judge({ seen }, policy) {
    const limit = policy.limit('hitShare');
    const measured = seen.reads.filter(
      ({ emptyMs, fullMs }) => Math.min(emptyMs.length, fullMs.length) >= minRuns,
    );
    if (measured.length === 0)
      return {
        abstains: 'unknown',
        because: `No read was made ${minRuns} times with an empty and a full cache.`,
      };
    const findings = measured.flatMap(
      ({ route, emptyMs, fullMs, afterWrite, declaredStaleMs }): Finding[] => {
        const found = (key: string, says: string) => [
          { key: `${key}:${route}`, says, where: { url: route } },
        ];
        if (afterWrite?.answers === 'old' && afterWrite.afterMs > (declaredStaleMs ?? 0))
          return found(
            'stale',
            `${route} still answers with the old value ${afterWrite.afterMs} ms after a write.`,
          );
        const [empty, full] = [median(emptyMs), median(fullMs)];
        return full < empty
          ? []
          : found(
              'no-faster',
              `${route} takes ${full} ms with a full cache and ${empty} ms with an empty one.`,
            );
      },
    );
    const { hits, misses } = seen.counted ?? { hits: 0, misses: 0 };
    const share = (hits / (hits + misses || 1)) * 100;
    if (seen.counted && share < limit.value)
      findings.push({
        key: 'misses',
        says: `The cache answered ${Math.round(share)} % of its reads; ${limit.from} asks for ${limit.value} %.`,
        where: {},
      });
    if (findings.length > 0) return { looked: measured.length, findings };
    // A second read is faster for many reasons; only the counters of the cache tell that it was the cache.
    if (!seen.counted) return { abstains: 'unknown', because: 'The cache did not tell its hits and misses.' };
    if (measured.every(({ afterWrite }) => afterWrite === undefined))
      return { abstains: 'unknown', because: 'Nothing that was read could be changed and read again.' };
    return { looked: measured.length, findings };
  },
  examples: {
    pass: [{ given: { seen: { reads: [read], counted } } }],
    fail: [
      {
        given: { seen: { reads: [{ ...read, fullMs: [41, 40, 44] }], counted: { hits: 1, misses: 99 } } },
        findings: ['no-faster:/v1/orders', 'misses'],
      },
      {
        name: 'fast, and wrong',
        given: { seen: { reads: [{ ...read, afterWrite: { answers: 'old', afterMs: 900 } }], counted } },
        findings: ['stale:/v1/orders'],
      },
    ],
    hollow: [
      {
        name: 'faster, and nobody knows why',
        given: { seen: { reads: [read] } },
        outcome: 'unknown',
      },
      {
        name: 'read only once',
        given: { seen: { reads: [{ ...read, fullMs: [2] }], counted } },
        outcome: 'unknown',
      },
    ],
    absent: [{ name: 'nothing was read', given: { seen: { reads: [], counted } }, outcome: 'unknown' }],
  },
});

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
