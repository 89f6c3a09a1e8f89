import { defineAudit } from '../../../kit/audit.ts';
import instanceLoss from '../../evidence/instance-loss.ts';
import scaleOut from '../../evidence/scale-out.ts';

const steady = { instances: 2, answering: 2, before: { sent: 3_000, failed: 0 } };

export default defineAudit({
  title: 'At least two instances serve, and losing one does not change the error rate',
  failureTitle: 'One instance serves alone, or losing one is felt by users',
  why: 'Every restart, update and dead host of a single instance is an outage.',
  fix: 'Run two instances behind a balancer that asks their readiness, keep no state in the process, and let one fail in a rehearsal.',
  refs: ['Gruntwork production readiness', 'Mercari production readiness'],
  severity: 'major',
  state: 'trial',
  effortHours: 8,
  claims: [
    'load balancing',
    'high availability',
    'high availability setup',
    'redundancy',
    'multiple instances',
    'failover',
    'load balancer',
    'multi-az',
    'replicas',
    'horizontal scaling tested',
    'multiple replicas',
    'no single point of failure',
    'stateless',
    'at least two instances',
    'redundant instances',
    'fail-over',
    'multi-region',
  ],
  limits: {
    errorPercent: {
      default: 0.1,
      unit: '%',
      about: 'the share of requests that may fail while an instance is lost',
    },
    minRequests: {
      default: 3_000,
      unit: 'requests',
      about: 'how many requests the loss must have been seen by',
    },
  },
  needs: { seen: instanceLoss },
  signs: {
    from: { scaleOut },
    look: ({ scaleOut: { found } }) => found.map(({ file, line, note }) => ({ file, line, note })),
  },
  judge({ seen }, policy) {
    const allowed = policy.limit('errorPercent');
    const enough = policy.limit('minRequests');
    const where = { note: 'the instances' };
    if (seen.instances < 2 || seen.answering < 2) {
      return {
        looked: 1,
        findings: [
          {
            key: 'alone',
            says: `${seen.answering} of ${seen.instances} instances answered: there is none to take over.`,
            where,
          },
        ],
      };
    }
    const share = seen.during.sent === 0 ? 0 : (100 * seen.during.failed) / seen.during.sent;
    if (share > allowed.value) {
      const says = `${share.toFixed(2)} % of ${seen.during.sent} requests failed while one instance was lost; ${allowed.from} allows ${allowed.value} %.`;
      return { looked: 1, findings: [{ key: 'felt', says, where }] };
    }
    if (seen.during.sent < enough.value) {
      return {
        abstains: 'unknown',
        because: `${seen.during.sent} requests without a loss show little; ${enough.from} asks for ${enough.value}.`,
      };
    }
    return { looked: 1, findings: [] };
  },
  examples: {
    pass: [{ given: { seen: { ...steady, during: { sent: 3_200, failed: 0 } } } }],
    fail: [
      {
        name: 'a single one',
        given: { seen: { ...steady, instances: 1, answering: 1, during: { sent: 3_200, failed: 3_200 } } },
        findings: ['alone'],
      },
      {
        name: 'users feel it',
        given: { seen: { ...steady, during: { sent: 3_200, failed: 90 } } },
        findings: ['felt'],
      },
    ],
    hollow: [
      {
        name: 'too few requests to tell',
        given: { seen: { ...steady, during: { sent: 40, failed: 0 } } },
        outcome: 'unknown',
      },
    ],
  },
});
