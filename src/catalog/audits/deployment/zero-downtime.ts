import { defineAudit } from '../../../kit/audit.ts';
import kubernetes from '../../evidence/kubernetes.ts';
import platforms from '../../evidence/platforms.ts';
import rolloutTimeline from '../../evidence/rollout-timeline.ts';
import { aRollout, strategySigns } from '../../production/rollout.ts';

export default defineAudit({
  title: 'A deploy under steady load stays inside the error budget',
  failureTitle: 'Users see errors while a release is deployed',
  why: 'Teams that lose requests with each deploy deploy at night and rarely, and then much at once.',
  fix: 'Start the new instance and wait for its readiness before the old one is told to stop; let the old one finish what it accepted (SIGTERM, then close the listener, then answer).',
  refs: ['Mercari production readiness', 'Twelve-Factor App IX'],
  severity: 'major',
  state: 'trial',
  effortHours: 8,
  claims: [
    'zero-downtime',
    'zero downtime',
    'rolling: zero-downtime gradual deployment',
    'rolling deployment',
    'seamless deployment',
    'no downtime',
    'without downtime',
    'downtime deployment',
    'zero downtime deployment',
  ],
  limits: {
    errorPercent: { default: 0.1, unit: '%', about: 'the share of requests that may fail during a deploy' },
    minRequests: {
      default: 3_000,
      unit: 'requests',
      about: 'how many requests the deploy must have been seen by',
    },
  },
  needs: { seen: rolloutTimeline },
  signs: {
    from: { kubernetes, platforms },
    look: (given) => strategySigns(given.kubernetes, given.platforms),
  },
  judge({ seen }, policy) {
    const allowed = policy.limit('errorPercent');
    const enough = policy.limit('minRequests');
    const sent = seen.seconds.reduce((sum, second) => sum + second.sent, 0);
    const failed = seen.seconds.reduce((sum, second) => sum + second.failed, 0);
    const share = sent === 0 ? 0 : (100 * failed) / sent;
    if (share > allowed.value) {
      const says = `${failed} of ${sent} requests failed (${share.toFixed(2)} %) while ${seen.to} replaced ${seen.from}; ${allowed.from} allows ${allowed.value} %.`;
      return { looked: sent, findings: [{ key: 'errors', says, where: { note: 'the deploy' } }] };
    }
    if (!seen.seconds.some((second) => second.new > 0))
      return { abstains: 'unknown', because: 'The new version never answered, so nothing was deployed.' };
    if (sent < enough.value)
      return {
        abstains: 'unknown',
        because: `${sent} requests show little; ${enough.from} asks for ${enough.value}.`,
      };
    return { looked: sent, findings: [] };
  },
  examples: {
    pass: [{ given: { seen: aRollout() } }],
    fail: [
      {
        name: 'a hole of four seconds',
        given: { seen: aRollout((_, at) => (at >= 20 && at < 24 ? { failed: 60, old: 0, new: 0 } : {})) },
        findings: ['errors'],
      },
    ],
    hollow: [
      {
        name: 'nothing was deployed',
        given: { seen: aRollout((second) => ({ old: second.sent, new: 0 })) },
        outcome: 'unknown',
      },
      { name: 'hardly any traffic', given: { seen: aRollout(() => ({ sent: 4 })) }, outcome: 'unknown' },
    ],
  },
});
