import { defineAudit } from '../../../kit/audit.ts';
import type { Finding } from '../../../kit/where.ts';
import kubernetes from '../../evidence/kubernetes.ts';
import platforms from '../../evidence/platforms.ts';
import rolloutTimeline from '../../evidence/rollout-timeline.ts';
import { aRollout, strategySigns } from '../../production/rollout.ts';

export default defineAudit({
  title:
    'During a rolling, blue-green or canary deploy the versions answered in the share that was asked for',
  failureTitle: 'The deploy does not split traffic as its strategy says',
  why: 'A canary that gets everything, or nothing, protects nobody from a bad release.',
  fix: 'Let the proxy or the platform split by weight, put the version into every answer, and measure the share before you trust it.',
  refs: ['Argo Rollouts', 'Mercari production readiness'],
  severity: 'minor',
  state: 'trial',
  effortHours: 8,
  claims: [
    'blue-green',
    'canary',
    'rolling',
    'gradual traffic shifting',
    'full environment switch',
    'deployment types',
    'deployment_type=rolling',
    'blue/green',
    'bluegreen',
    'feature flags',
    'canary release',
    'canary deployment',
    'rolling update',
    'rolling updates',
    'gradual rollout',
    'phased rollout',
    'staged rollout',
    'traffic splitting',
  ],
  limits: {
    pointsOff: {
      default: 2,
      unit: 'points',
      about: 'how far the measured share may be from the one asked for',
    },
    minAnswers: {
      default: 500,
      unit: 'answers',
      about: 'how many answers a step needs before its share says something',
    },
  },
  needs: { seen: rolloutTimeline },
  signs: {
    from: { kubernetes, platforms },
    look: (given) => strategySigns(given.kubernetes, given.platforms),
  },
  judge({ seen }, policy) {
    const off = policy.limit('pointsOff');
    const enough = policy.limit('minAnswers');
    const findings: Finding[] = [];
    let looked = 0;
    let mixed = 0;
    for (const [index, step] of seen.steps.entries()) {
      const until = seen.steps[index + 1]?.atMs ?? Number.POSITIVE_INFINITY;
      const inside = seen.seconds.filter(({ atMs }) => atMs >= step.atMs && atMs < until);
      const fresh = inside.reduce((sum, second) => sum + second.new, 0);
      const all = fresh + inside.reduce((sum, second) => sum + second.old, 0);
      if (all < enough.value) continue;
      looked += 1;
      if (step.newShare > 0 && step.newShare < 1) mixed += 1;
      const points = Math.abs((100 * fresh) / all - 100 * step.newShare);
      if (points <= off.value) continue;
      const says = `${Math.round((100 * fresh) / all)} % of ${all} answers came from ${seen.to} where ${Math.round(100 * step.newShare)} % were asked for; ${off.from} allows ${off.value} points.`;
      findings.push({
        key: `share:${Math.round(100 * step.newShare)}`,
        says,
        where: { note: `from second ${Math.round(step.atMs / 1_000)} on` },
      });
    }
    if (findings.length > 0) return { looked, findings };
    if (looked === 0 || (seen.strategy === 'canary' && mixed === 0))
      return { abstains: 'unknown', because: 'No step with both versions was seen by enough answers.' };
    return { looked, findings };
  },
  examples: {
    pass: [{ given: { seen: aRollout() } }],
    fail: [
      {
        name: 'half was asked for, all was given',
        given: { seen: aRollout((_, at) => (at >= 20 && at < 40 ? { old: 0, new: 60 } : {})) },
        findings: ['share:50'],
      },
    ],
    hollow: [
      {
        name: 'a canary without a step between',
        given: { seen: { ...aRollout(), steps: [{ atMs: 0, newShare: 0 }] } },
        findings: ['share:0'],
      },
    ],
  },
});
