import { defineAudit } from '../../../kit/audit.ts';
import type { Finding } from '../../../kit/where.ts';
import compose from '../../evidence/compose.ts';
import loadRuns from '../../evidence/load-runs.ts';
import { runsWith } from '../../probing/load-judging.ts';

const megabyte = 1_000_000;
const minMs = 600_000;

export default defineAudit({
  title: 'Under steady load memory stays under its bound and does not grow',
  failureTitle: 'Under steady load memory grows or is over its bound',
  why: 'The process is killed at the worst time, with all requests in it; until then it becomes slower and slower.',
  fix: 'Take two heap snapshots some minutes apart under load and compare them; look for caches without bound, listeners that are never removed and timers that are never cleared. Set a limit on the container.',
  refs: ['Mercari production readiness checklist'],
  severity: 'major',
  state: 'trial',
  effortHours: 8,
  claims: [
    'memory management',
    'memory usage',
    'memory usage: < 512mb',
    'memory usage stable',
    'no memory leaks detected',
    'memory usage under load',
    'efficient resource usage',
    'memory leaks',
    'memory leak',
    'soak test',
    'endurance test',
    'no memory leaks',
    'memory stable',
    'memory: percentage',
    'long-running stability',
  ],
  limits: {
    memoryMb: { default: 512, unit: 'MB', about: 'memory of one process under load' },
    growthPercentPerHour: { default: 10, unit: '% per hour', about: 'growth in the second half of a soak' },
  },
  needs: { seen: loadRuns },
  signs: {
    from: { stack: compose },
    look: ({ stack }) =>
      stack.files.flatMap(({ file, services }) =>
        services.flatMap(({ name, limits }) =>
          limits.memory
            ? [{ file, line: limits.memory.line, service: name, note: `limited to ${limits.memory.value}` }]
            : [],
        ),
      ),
  },
  judge({ seen }, policy) {
    const limit = policy.limit('memoryMb');
    const growth = policy.limit('growthPercentPerHour');
    const last = seen.memory.at(-1);
    const first = seen.memory[0];
    if (!first || !last || last.atMs - first.atMs < minMs || seen.memory.length < 20)
      return { abstains: 'unknown', because: 'Memory was not watched for ten minutes under load.' };
    const half = seen.memory.filter((one) => one.atMs >= (first.atMs + last.atMs) / 2);
    const most = Math.max(...seen.memory.map((one) => one.residentBytes)) / megabyte;
    const slope = slopePerHour(half);
    const mean = half.reduce((sum, one) => sum + one.residentBytes, 0) / half.length;
    const percent = (100 * slope) / mean;
    const findings: Finding[] = [];
    if (most > limit.value)
      findings.push({
        key: 'bound',
        says: `Memory reached ${Math.round(most)} MB; ${limit.from} allows ${limit.value} MB.`,
        where: { note: seen.build },
      });
    if (percent > growth.value)
      findings.push({
        key: 'growth',
        says: `In the second half memory grew by ${Math.round(percent)} % per hour; ${growth.from} allows ${growth.value} %.`,
        where: { note: seen.build },
      });
    return { looked: seen.memory.length, findings };
  },
  examples: {
    pass: [{ given: { seen: soak(0) } }],
    fail: [{ given: { seen: soak(400_000) }, findings: ['bound', 'growth'] }],
    hollow: [{ name: 'nobody watched', given: { seen: runsWith({}) }, outcome: 'unknown' }],
  },
});

/** Bytes per hour by least squares. */
function slopePerHour(samples: readonly { atMs: number; residentBytes: number }[]): number {
  const meanX = samples.reduce((sum, one) => sum + one.atMs, 0) / samples.length;
  const meanY = samples.reduce((sum, one) => sum + one.residentBytes, 0) / samples.length;
  let top = 0;
  let bottom = 0;
  for (const { atMs, residentBytes } of samples) {
    top += (atMs - meanX) * (residentBytes - meanY);
    bottom += (atMs - meanX) ** 2;
  }
  return bottom === 0 ? 0 : (top / bottom) * 3_600_000;
}

function soak(perSecondBytes: number) {
  const memory = Array.from({ length: 130 }, (_, index) => ({
    atMs: index * 10_000,
    residentBytes: 200 * megabyte + index * 10 * perSecondBytes,
  }));
  return { ...runsWith({}), memory };
}
