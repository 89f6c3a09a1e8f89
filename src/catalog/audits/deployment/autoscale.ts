import { defineAudit } from '../../../kit/audit.ts';
import type { Finding, Where } from '../../../kit/where.ts';
import kubernetes from '../../evidence/kubernetes.ts';
import platforms from '../../evidence/platforms.ts';
import scalingTimeline from '../../evidence/scaling-timeline.ts';

const times = { loadBeganMs: 60_000, loadEndedMs: 360_000, sent: 20_000, failed: 0 };
const followed = [
  { atMs: 0, running: 2 },
  { atMs: 200_000, running: 4 },
  { atMs: 900_000, running: 2 },
];

export default defineAudit({
  title: 'Instances are added under load and taken away after it',
  failureTitle: 'The number of instances does not follow the load',
  why: 'The day with the most users is the day with the slowest service, or the bill of that day is paid for the whole month.',
  fix: 'Scale on what users wait for (processor share, requests in flight), set a minimum of two and a maximum that the database can bear, and try it with a load test.',
  refs: ['Gruntwork production readiness', 'Kubernetes HorizontalPodAutoscaler'],
  severity: 'minor',
  state: 'trial',
  effortHours: 8,
  claims: [
    'auto-scaling',
    'autoscaling',
    'horizontal scaling',
    'scaling strategy',
    'horizontal scaling capability',
    'infrastructure scaling',
    'growth-based infrastructure scaling',
    'scalability',
    'hpa',
    'auto scaling',
    'scaling policy',
    'scaling policies',
    'horizontal pod autoscaler',
    'autoscaler',
    'scale automatically',
  ],
  limits: { addMinutes: { default: 5, unit: 'minutes', about: 'how soon an instance must be added' } },
  needs: { seen: scalingTimeline },
  signs: {
    from: { kubernetes, platforms },
    look: (given): Where[] => [
      ...given.kubernetes.autoscalers.map(({ file, line, target, min, max }) => ({
        file,
        line,
        note: `${target}: ${min ?? 1} to ${max ?? '?'}`,
      })),
      ...given.platforms.files.flatMap(({ file, programs }) =>
        programs.flatMap(({ autoscaling, name }) =>
          autoscaling ? [{ file, line: autoscaling.line, note: `${name} scales` }] : [],
        ),
      ),
    ],
  },
  judge({ seen }, policy) {
    const { value, from } = policy.limit('addMinutes');
    const runningAt = (atMs: number) => seen.instances.findLast((one) => one.atMs <= atMs)?.running ?? 0;
    const before = runningAt(seen.loadBeganMs);
    const during = seen.instances.filter(({ atMs }) => atMs > seen.loadBeganMs && atMs <= seen.loadEndedMs);
    const grew = during.find(({ running }) => running > before);
    const where = { note: 'the instances' };
    const findings: Finding[] = [];
    if (!grew)
      findings.push({
        key: 'rigid',
        says: `${before} instances ran before the load and no more under it.`,
        where,
      });
    else if (grew.atMs - seen.loadBeganMs > value * 60_000) {
      findings.push({
        key: 'late',
        says: `An instance was added after ${Math.round((grew.atMs - seen.loadBeganMs) / 60_000)} minutes; ${from} allows ${value}.`,
        where,
      });
    }
    const after = seen.instances.filter(({ atMs }) => atMs > seen.loadEndedMs);
    if (grew && after.length > 0 && (after.at(-1)?.running ?? 0) > before)
      findings.push({
        key: 'stays',
        says: 'The added instances were still running when the load was long over.',
        where,
      });
    if (findings.length === 0 && after.length === 0)
      return { abstains: 'unknown', because: 'It was not watched after the load ended.' };
    return { looked: seen.instances.length, findings };
  },
  examples: {
    pass: [{ given: { seen: { ...times, instances: followed } } }],
    fail: [
      {
        name: 'nothing is added',
        given: {
          seen: {
            ...times,
            instances: [
              { atMs: 0, running: 2 },
              { atMs: 300_000, running: 2 },
            ],
          },
        },
        findings: ['rigid'],
      },
      {
        name: 'nothing is taken away',
        given: { seen: { ...times, instances: [...followed.slice(0, 2), { atMs: 3_000_000, running: 4 }] } },
        findings: ['stays'],
      },
    ],
    hollow: [
      {
        name: 'only half was watched',
        given: { seen: { ...times, instances: followed.slice(0, 2) } },
        outcome: 'unknown',
      },
    ],
  },
});
