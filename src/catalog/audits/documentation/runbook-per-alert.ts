import { defineAudit } from '../../../kit/audit.ts';
import type { Finding, Where } from '../../../kit/where.ts';
import documents from '../../evidence/documents.ts';
import monitoring from '../../evidence/monitoring.ts';
import { alertsOf, doubtsAboutAlerts, placeOf } from '../../monitoring/alerts.ts';
import { runbookOf } from '../../monitoring/runbooks.ts';
import { aRule, noMonitoring, theseRules } from '../../monitoring/samples.ts';

const section = {
  line: 5,
  depth: 2,
  text: 'OrdersDown',
  subject: 'runbook' as const,
  words: 40,
  steps: 3,
  commands: 1,
};
const runbooks = (...sections: readonly (typeof section)[]) => ({
  documents: [
    {
      file: 'docs/runbook.md',
      format: 'markdown' as const,
      subject: 'runbook' as const,
      words: 200,
      standing: 'current' as const,
      sections: [...sections],
      dates: [],
      keepers: [],
    },
  ],
  skipped: [],
});
const linked = theseRules([aRule('OrdersDown', 'up == 0', { runbook: 'docs/runbook.md#ordersdown' })]);

export default defineAudit({
  title: 'Every alert leads to a runbook with steps',
  failureTitle: 'An alert leads to no runbook, or to one without steps',
  why: 'Whoever is woken at night begins with guessing, and the outage lasts as long as the guessing.',
  fix: 'Give each rule an annotation `runbook_url:` with a path and anchor of this repository (`docs/runbooks/alerts.md#ordersdown`), and write there how to see what is wrong, what to do first, and whom to call.',
  refs: ['Google SRE, Being on-call', 'Prometheus alerting practices'],
  severity: 'major',
  state: 'stable',
  effortHours: 6,
  claims: [
    'runbook',
    'operational runbooks',
    'complete operational runbooks',
    'deployment runbook',
    'troubleshooting guide',
    'emergency procedures',
    'alert procedures',
    'operations_runbook',
    'runbooks',
    'runbook created',
    'runbooks created',
    'troubleshooting guides',
    'troubleshooting',
    'operational runbook',
    'runbook documented',
    'runbook complete',
    'document runbook',
    'runbook available',
    'on-call runbook',
    'runbook approved',
    'runbook links',
    'playbook updated',
  ],
  needs: { monitoring, documents },
  judge(given) {
    const alerts = alertsOf(given.monitoring).filter(({ loaded }) => loaded.state === 'yes');
    const findings: Finding[] = [];
    const outside: Where[] = [];
    for (const alert of alerts) {
      const runbook = runbookOf(alert, given.documents);
      const name = alert.rule.name;
      const key = `${alert.file}:${name}`;
      if (runbook.state === 'none')
        findings.push({ key: `none:${key}`, says: `${name} leads to no runbook.`, where: placeOf(alert) });
      if (runbook.state === 'broken')
        findings.push({
          key: `broken:${key}`,
          says: `${name} leads to ${runbook.link}: ${runbook.because}.`,
          where: placeOf(alert),
        });
      if (runbook.state === 'no-steps') {
        findings.push({
          key: `no-steps:${key}`,
          says: `The runbook of ${name} has no steps.`,
          where: { file: runbook.file, line: runbook.line },
        });
      }
      if (runbook.state === 'outside')
        outside.push({ ...placeOf(alert), note: `${name} leads out of this repository` });
    }
    if (findings.length > 0 && given.documents.skipped.length === 0)
      return { looked: alerts.length, findings };
    const doubts = doubtsAboutAlerts(given.monitoring);
    if (doubts) return { abstains: 'unknown', ...doubts };
    if (outside.length > 0)
      return {
        abstains: 'unknown',
        because: 'Runbooks are kept elsewhere, where this inspection cannot look.',
        signs: outside,
      };
    if (findings.length > 0) {
      return {
        abstains: 'unknown',
        because: 'Some documents could not be read: the runbooks may be in them.',
        signs: findings.map(({ where }) => where),
      };
    }
    return { looked: alerts.length, findings };
  },
  examples: {
    pass: [
      { given: { monitoring: linked, documents: runbooks(section) } },
      {
        name: 'found by its heading',
        given: { monitoring: theseRules([aRule('OrdersDown', 'up == 0')]), documents: runbooks(section) },
      },
    ],
    fail: [
      {
        name: 'no link and no heading',
        given: { monitoring: theseRules([aRule('OrdersSlow', 'up == 0')]), documents: runbooks(section) },
        findings: ['none:monitoring/rules.yml:OrdersSlow'],
      },
      {
        name: 'a link to a heading that is gone',
        given: {
          monitoring: theseRules([
            aRule('OrdersDown', 'up == 0', { runbook: 'docs/runbook.md#orders-gone' }),
          ]),
          documents: runbooks(section),
        },
        findings: ['broken:monitoring/rules.yml:OrdersDown'],
      },
    ],
    hollow: [
      {
        name: 'a heading over nothing',
        given: { monitoring: linked, documents: runbooks({ ...section, words: 2, steps: 0, commands: 0 }) },
        findings: ['no-steps:monitoring/rules.yml:OrdersDown'],
      },
      {
        name: 'a page of somebody else',
        given: {
          monitoring: theseRules([
            aRule('OrdersDown', 'up == 0', { runbook: 'https://wiki.acme.dev/runbooks/1' }),
          ]),
          documents: runbooks(section),
        },
        outcome: 'unknown',
      },
    ],
    absent: [{ given: { monitoring: noMonitoring, documents: runbooks() }, outcome: 'unknown' }],
  },
});
