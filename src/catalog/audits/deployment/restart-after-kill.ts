import { defineAudit } from '../../../kit/audit.ts';
import type { Finding, Where } from '../../../kit/where.ts';
import { startedServices } from '../../compose/stack.ts';
import compose from '../../evidence/compose.ts';
import killTimeline from '../../evidence/kill-timeline.ts';
import kubernetes from '../../evidence/kubernetes.ts';
import platforms from '../../evidence/platforms.ts';

const run = { restartedBy: 'compose', instances: 1, watchedMs: 60_000 };

export default defineAudit({
  title: 'A killed instance is replaced, and the service answers again within the bound',
  failureTitle: 'A killed instance stays away, or comes back too late',
  why: 'Processes die at night: of memory, of bugs, of hosts. Without a restart the outage lasts until somebody wakes up.',
  fix: 'Let the platform restart it: `restart: unless-stopped` in compose, a Deployment in Kubernetes, `Restart=always` in systemd; and start fast: migrations and warm-up belong before, not into, the start.',
  refs: ['Twelve-Factor App IX', 'Mercari production readiness'],
  severity: 'major',
  state: 'trial',
  effortHours: 2,
  claims: [
    'restart policy',
    'restartpolicytype',
    'restartpolicymaxretries',
    'self-healing',
    'automatic restart',
    'high availability setup',
    'auto-restart',
    'restart always',
    'automatically restarts',
    'process manager',
    'restart on failure',
    'restart on crash',
    'restarts automatically',
    'systemd service',
    'service auto-start',
    'restart policies',
    'pm2',
  ],
  limits: { againSeconds: { default: 30, unit: 's', about: 'how long a killed instance may be away' } },
  needs: { seen: killTimeline },
  signs: {
    from: { compose, kubernetes, platforms },
    look: (given): Where[] => [
      ...startedServices(given.compose).flatMap(({ name, file, parts }) => {
        const restart = parts.findLast((part) => part.restart)?.restart;
        return restart ? [{ file, line: restart.line, note: `${name}: restart ${restart.value}` }] : [];
      }),
      ...given.platforms.files.flatMap(({ file, programs }) =>
        programs.flatMap(({ restart }) =>
          restart ? [{ file, line: restart.line, note: restart.value }] : [],
        ),
      ),
      ...given.kubernetes.workloads
        .filter(({ role, kind }) => role === 'service' && /^(Deployment|StatefulSet)$/.test(kind))
        .map(({ file, line, kind, name }) => ({ file, line, note: `${kind} ${name}` })),
    ],
  },
  judge({ seen }, policy) {
    const { value, from } = policy.limit('againSeconds');
    if (seen.restartedBy === undefined)
      return {
        abstains: 'unknown',
        because: 'Nothing in this run was there to start it again: the platform of production was not.',
      };
    const findings = seen.kills.flatMap(({ servingAgainMs, newProcess }, index): Finding[] => {
      const where = { note: `kill ${index + 1}` };
      if (servingAgainMs === undefined)
        return [
          {
            key: `gone:${index + 1}`,
            says: `After kill ${index + 1} nothing answered for ${seen.watchedMs / 1_000} s.`,
            where,
          },
        ];
      if (!newProcess)
        return [
          {
            key: `alone:${index + 1}`,
            says: `After kill ${index + 1} the instance did not come back: another one answered.`,
            where,
          },
        ];
      if (servingAgainMs <= value * 1_000) return [];
      return [
        {
          key: `late:${index + 1}`,
          says: `After kill ${index + 1} it took ${Math.round(servingAgainMs / 1_000)} s; ${from} allows ${value}.`,
          where,
        },
      ];
    });
    return { looked: seen.kills.length, findings };
  },
  examples: {
    pass: [{ given: { seen: { ...run, kills: [{ atMs: 0, servingAgainMs: 2_400, newProcess: true }] } } }],
    fail: [
      {
        name: 'it stays away',
        given: { seen: { ...run, kills: [{ atMs: 0, newProcess: false }] } },
        findings: ['gone:1'],
      },
      {
        name: 'it takes a minute',
        given: { seen: { ...run, kills: [{ atMs: 0, servingAgainMs: 58_000, newProcess: true }] } },
        findings: ['late:1'],
      },
    ],
    hollow: [
      {
        name: 'another instance answered, the dead one stayed dead',
        given: { seen: { ...run, instances: 2, kills: [{ atMs: 0, servingAgainMs: 5, newProcess: false }] } },
        findings: ['alone:1'],
      },
      {
        name: 'nobody was there to restart it',
        given: { seen: { instances: 1, watchedMs: 60_000, kills: [{ atMs: 0, newProcess: false }] } },
        outcome: 'unknown',
      },
    ],
    notApplicable: [{ name: 'nothing was killed', given: { seen: { ...run, kills: [] } } }],
  },
});
