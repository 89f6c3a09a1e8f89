import { defineAudit } from '../../../kit/audit.ts';
import type { Finding, Where } from '../../../kit/where.ts';
import monitoring from '../../evidence/monitoring.ts';
import objectiveReadings from '../../evidence/objective-readings.ts';

const objective = {
  name: 'availability',
  target: 0.999,
  windowDays: 30,
  reached: 0.9994,
  samples: 400_000,
  budgetShown: true,
};

export default defineAudit({
  title: 'A service level objective with target and window is computed from live data, with its error budget',
  failureTitle: 'No service level objective is computed from live data',
  why: 'Without a number for "good enough" every incident is argued about, and no one knows when to stop shipping.',
  fix: 'Write the objective down as code (Sloth, OpenSLO, recording rules), compute it over thirty days from what users get, and show the budget that is left.',
  refs: ['Google SRE Workbook, implementing SLOs', 'OpenSLO'],
  severity: 'major',
  state: 'trial',
  effortHours: 6,
  claims: [
    'slo',
    'sla',
    'availability: 99.9',
    '99.9% uptime target',
    'uptime target',
    'error budget',
    'system reliability',
    'within sla',
    'system reliability: 99.9%',
    'slos',
    'service level objectives',
    'service level',
    'slis',
    'sli',
    'slo targets',
    'service level indicators',
    'error budgets',
    'sla defined',
    'slo dashboard',
    'slas',
    'uptime: >',
  ],
  needs: { seen: objectiveReadings },
  signs: {
    from: { monitoring },
    look: ({ monitoring: { objectives, rules } }): Where[] => [
      ...objectives.map(({ file, line, name, target }) => ({
        file,
        line,
        note: target === undefined ? name : `${name}: ${target}`,
      })),
      ...rules.flatMap(({ file, groups }) =>
        groups.flatMap((group) =>
          group.rules
            .filter(({ name }) => /(^|[:_])(slo|error_?budget|burn_?rate|sli)([:_]|$)/i.test(name))
            .map(({ line, name }) => ({ file, line, note: name })),
        ),
      ),
    ],
  },
  judge({ seen }) {
    const findings = seen.objectives.flatMap(
      ({ name, target, windowDays, reached, samples, budgetShown }): Finding[] => {
        const where = { note: name };
        if (target === undefined || windowDays === undefined)
          return [
            {
              key: `incomplete:${name}`,
              says: `${name} has no ${target === undefined ? 'target' : 'window'}.`,
              where,
            },
          ];
        if (reached === undefined || samples === 0)
          return [{ key: `not-computed:${name}`, says: `${name} is not computed from live data.`, where }];
        return budgetShown
          ? []
          : [
              {
                key: `no-budget:${name}`,
                says: `${name} is computed, and the error budget is shown nowhere.`,
                where,
              },
            ];
      },
    );
    if (seen.objectives.length === 0)
      return {
        looked: 1,
        findings: [{ key: 'none', says: 'There is no objective.', where: { note: 'the monitoring' } }],
      };
    return { looked: seen.objectives.length, findings };
  },
  examples: {
    pass: [{ given: { seen: { objectives: [objective] } } }],
    fail: [
      { name: 'there is none', given: { seen: { objectives: [] } }, findings: ['none'] },
      {
        name: 'no budget',
        given: { seen: { objectives: [{ ...objective, budgetShown: false }] } },
        findings: ['no-budget:availability'],
      },
    ],
    hollow: [
      {
        name: 'a target in a sentence, with no data behind',
        given: { seen: { objectives: [{ ...objective, reached: undefined, samples: 0 }] } },
        findings: ['not-computed:availability'],
      },
    ],
  },
});
