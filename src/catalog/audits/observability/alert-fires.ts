import { defineAudit } from '../../../kit/audit.ts';
import type { Finding, Where } from '../../../kit/where.ts';
import alertDeliveries from '../../evidence/alert-deliveries.ts';
import monitoring from '../../evidence/monitoring.ts';

const delivered = {
  fault: 'the service is stopped',
  alert: 'OrdersDown',
  firedMs: 130_000,
  receivedMs: 145_000,
  resolvedMs: 300_000,
  human: true,
  receiver: 'pager',
  messages: 1,
};

export default defineAudit({
  title: 'An injected fault reaches a receiver that people read within the claimed time',
  failureTitle: 'A fault does not reach a person, or reaches them too late',
  why: 'Between a broken service and a person who mends it lie a rule, a route, a receiver and a telephone: each of them fails silently.',
  fix: 'Stop the service on staging and wait for the telephone. Give every severity a receiver that somebody reads, and repeat it after every change of rules or routes.',
  refs: ['Google SRE, practical alerting', 'Gremlin, validate monitoring'],
  severity: 'blocker',
  state: 'trial',
  effortHours: 6,
  claims: [
    'alerting system',
    'automatic alerting',
    'automated alerting',
    'proactive issue detection',
    'alert response',
    'slack notifications',
    'pagerduty',
    'critical (pagerduty)',
    'real-time alerting active',
    'alert response: < 5 minutes',
    'team notified',
    'mttd',
    'threshold-based notifications',
    'automated alerting with smart deduplication',
    'alert notifications',
    'slack alerts',
    'email alerts',
    'alerts verified',
    'test alert',
    'alerts tested',
    'alerts firing',
    'notification channels',
    'alerts sent to',
    'opsgenie',
    'email notifications configured',
    'alert routing',
    'alert channels',
    'monitoring alerts verified',
  ],
  limits: {
    withinMinutes: {
      default: 5,
      unit: 'minutes',
      about: 'how long a fault may take to reach a person, where no document claims less',
    },
  },
  needs: { seen: alertDeliveries },
  signs: {
    from: { monitoring },
    look: ({ monitoring: { alertmanager } }): Where[] =>
      alertmanager
        .filter(({ role }) => role === 'service')
        .flatMap(({ file, receivers, routed }) =>
          receivers.flatMap(({ name, line, integrations }) => {
            const used = routed.some(({ receiver }) => receiver === name) ? '' : ', which no route names';
            if (integrations.length === 0)
              return [{ file, line, note: `${name} sends nothing to anybody${used}` }];
            return integrations.map(({ kind, line: at, placeholder }) => ({
              file,
              line: at,
              note: `${name}: ${kind}${placeholder ? ', a blank that was never filled in' : ''}${used}`,
            }));
          }),
        ),
  },
  judge({ seen }, policy) {
    const { value, from } = policy.limit('withinMinutes');
    const findings = seen.faults.flatMap(
      ({ fault, alert, firedMs, receivedMs, human, claimedMs, receiver }): Finding[] => {
        const where = { note: alert };
        const limitMs = claimedMs ?? value * 60_000;
        if (firedMs === undefined)
          return [{ key: `silent:${alert}`, says: `${alert} did not fire although ${fault}.`, where }];
        if (receivedMs === undefined)
          return [{ key: `lost:${alert}`, says: `${alert} fired and reached nobody.`, where }];
        if (!human)
          return [
            {
              key: `machine:${alert}`,
              says: `${alert} reached only ${receiver ?? 'a machine'}, which nobody reads.`,
              where,
            },
          ];
        if (receivedMs <= limitMs) return [];
        return [
          {
            key: `late:${alert}`,
            says: `${alert} took ${Math.round(receivedMs / 1_000)} s to arrive; ${claimedMs === undefined ? from : 'the document'} allows ${Math.round(limitMs / 1_000)}.`,
            where,
          },
        ];
      },
    );
    return { looked: seen.faults.length, findings };
  },
  examples: {
    pass: [{ given: { seen: { faults: [delivered], watchedMs: 600_000 } } }],
    fail: [
      {
        name: 'it never fires',
        given: {
          seen: {
            faults: [{ ...delivered, firedMs: undefined, receivedMs: undefined, messages: 0 }],
            watchedMs: 600_000,
          },
        },
        findings: ['silent:OrdersDown'],
      },
      {
        name: 'it is lost on the way',
        given: {
          seen: { faults: [{ ...delivered, receivedMs: undefined, messages: 0 }], watchedMs: 600_000 },
        },
        findings: ['lost:OrdersDown'],
      },
      {
        name: 'later than the document says',
        given: {
          seen: { faults: [{ ...delivered, receivedMs: 400_000, claimedMs: 300_000 }], watchedMs: 600_000 },
        },
        findings: ['late:OrdersDown'],
      },
    ],
    hollow: [
      {
        name: 'a receiver that only logs',
        given: { seen: { faults: [{ ...delivered, human: false, receiver: 'a log' }], watchedMs: 600_000 } },
        findings: ['machine:OrdersDown'],
      },
    ],
    notApplicable: [{ name: 'no fault was injected', given: { seen: { faults: [], watchedMs: 0 } } }],
  },
});
