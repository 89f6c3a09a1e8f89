import { defineAudit } from '../../../kit/audit.ts';
import type { Given } from '../../../kit/evidence.ts';
import browserFlows from '../../evidence/browser-flows.ts';
import toolConfigs from '../../evidence/tool-configs.ts';

const owed = ['chromium', 'firefox', 'webkit'] as const;

export default defineAudit({
  title: 'The key flow works in Chromium, Firefox and WebKit',
  failureTitle: 'The key flow does not work in every browser engine',
  why: 'One user in five is on Safari or Firefox; a date field or a missing API that works in Chrome stops them.',
  fix: 'Run the end-to-end test of the key flow in all three engines (Playwright `projects`), and set the build’s browser targets to what users have.',
  refs: ['Baseline (web.dev)'],
  severity: 'minor',
  state: 'trial',
  effortHours: 4,
  claims: [
    'browser compatibility',
    'cross-browser',
    'chrome, firefox, safari',
    'browser support',
    'chrome firefox safari',
    'browsers tested',
    'browser testing',
    'supported browsers',
    'cross-browser testing',
    'browser compatible',
    'tested in chrome',
    'firefox',
    'safari',
    'desktop browsers',
  ],
  when: ['frontend', 'pages'],
  needs: { seen: browserFlows },
  signs: {
    from: { c: toolConfigs },
    look: ({ c }) =>
      c.tools
        .filter(({ tool, aside }) => tool === 'playwright' && !aside)
        .flatMap(({ file, settings }) => {
          const engines = owed.filter((engine) =>
            settings.some(({ value }) => String(value).toLowerCase() === engine),
          );
          return engines.length > 0 ? [{ file, note: `projects for ${engines.join(', ')}` }] : [];
        }),
  },
  judge({ seen }) {
    const findings = seen.browsers.flatMap(({ engine, version, failed }) =>
      failed === undefined
        ? []
        : [
            {
              key: engine,
              says: `${seen.flow} stops in ${engine} ${version} at "${failed.step}": ${failed.says}`,
              where: { url: failed.url },
            },
          ],
    );
    if (findings.length > 0) return { looked: seen.browsers.length, findings };
    const lacking = owed.find(
      (engine) => !seen.browsers.some((one) => one.engine === engine && one.steps > 0),
    );
    if (lacking) return { abstains: 'unknown', because: `the flow was not tried in ${lacking}` };
    return { looked: seen.browsers.length, findings: [] };
  },
  examples: {
    pass: [{ given: { seen: flow({}) } }],
    fail: [
      {
        given: {
          seen: flow({
            webkit: { step: 'choose a date', url: 'http://127.0.0.1:4100/orders/new', says: 'no calendar' },
          }),
        },
        findings: ['webkit'],
      },
    ],
    hollow: [
      {
        name: 'one engine only',
        given: { seen: { ...flow({}), browsers: flow({}).browsers.slice(0, 1) } },
        outcome: 'unknown',
      },
    ],
    absent: [{ given: { seen: { flow: 'place an order', browsers: [] } }, outcome: 'unknown' }],
  },
});

type Seen = Given<{ seen: typeof browserFlows }>['seen'];

function flow(
  failed: Partial<Record<(typeof owed)[number], NonNullable<Seen['browsers'][number]['failed']>>>,
): Seen {
  return {
    flow: 'place an order',
    browsers: owed.map((engine) => {
      const failure = failed[engine];
      return { engine, version: '140', steps: 6, ...(failure ? { failed: failure } : {}) };
    }),
  };
}
