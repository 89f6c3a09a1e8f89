import { defineAudit } from '../../../kit/audit.ts';
import type { Finding } from '../../../kit/where.ts';
import monitoring from '../../evidence/monitoring.ts';
import panelAnswers from '../../evidence/panel-answers.ts';

const panel = { dashboard: 'Orders', panel: 'Requests', queries: [{ series: 4 }], mayBeEmpty: false };

export default defineAudit({
  title: 'Every panel of every dashboard shows data',
  failureTitle: 'A dashboard panel shows nothing',
  why: 'During an outage an empty panel is read as "all quiet".',
  fix: 'Open each dashboard over the last day, correct or remove what shows "No data", and import them from files in the repository so that they stay with the metrics.',
  refs: ['Gruntwork production readiness', 'Grafana provisioning'],
  severity: 'minor',
  state: 'trial',
  effortHours: 3,
  claims: [
    'dashboard',
    'grafana dashboards imported',
    'monitoring dashboard',
    'real-time system visibility',
    'monitoring dashboards showing green metrics',
    'admin analytics dashboard',
    'production dashboard',
    'grafana dashboard specifications',
    'grafana dashboard',
    'grafana',
    'dashboards',
    'dashboards created',
    'metrics dashboard',
    'monitoring dashboards',
    'dashboards configured',
    'dashboard configured',
    'observability dashboards',
    'metrics visible',
    'operational dashboards',
    'grafana dashboards',
    'dashboards ready',
    'alert dashboard',
  ],
  needs: { seen: panelAnswers },
  signs: {
    from: { monitoring },
    look: ({ monitoring: { dashboards } }) =>
      dashboards
        .filter(({ role }) => role === 'service')
        .map(({ file, title, panels, loaded }) => ({
          file,
          note: `${title}: ${panels.length} panels${loaded.state === 'no' ? ', not loaded' : ''}`,
        })),
  },
  judge({ seen }) {
    const findings = seen.panels.flatMap(
      ({ dashboard, panel: title, file, line, queries, mayBeEmpty }): Finding[] => {
        const where =
          file === undefined ? { note: dashboard } : line === undefined ? { file } : { file, line };
        const error = queries.find((query) => query.error !== undefined)?.error;
        if (error !== undefined)
          return [
            { key: `error:${dashboard}:${title}`, says: `${title} of ${dashboard} fails: ${error}.`, where },
          ];
        if (mayBeEmpty || queries.some(({ series }) => series > 0)) return [];
        return [
          { key: `empty:${dashboard}:${title}`, says: `${title} of ${dashboard} shows nothing.`, where },
        ];
      },
    );
    return { looked: seen.panels.filter(({ mayBeEmpty }) => !mayBeEmpty).length, findings };
  },
  examples: {
    pass: [{ given: { seen: { panels: [panel] } } }],
    fail: [
      {
        name: 'a renamed metric',
        given: { seen: { panels: [{ ...panel, queries: [{ series: 0 }] }] } },
        findings: ['empty:Orders:Requests'],
      },
      {
        name: 'a query that fails',
        given: { seen: { panels: [{ ...panel, queries: [{ series: 0, error: 'parse error' }] }] } },
        findings: ['error:Orders:Requests'],
      },
    ],
    hollow: [
      {
        name: 'only panels that may be empty say nothing',
        given: { seen: { panels: [{ ...panel, mayBeEmpty: true }] } },
        outcome: 'not-applicable',
      },
    ],
    notApplicable: [{ name: 'there is no dashboard', given: { seen: { panels: [] } } }],
  },
});
