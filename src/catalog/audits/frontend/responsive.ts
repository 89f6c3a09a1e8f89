import { defineAudit } from '../../../kit/audit.ts';
import pageVisits from '../../evidence/page-visits.ts';
import toolConfigs from '../../evidence/tool-configs.ts';
import { visit } from '../../page-visit-example.ts';

const owed = [360, 768, 1_280] as const;
/** Scroll bars and rounding. */
const slackPx = 4;

export default defineAudit({
  title: 'Key pages fit 360, 768 and 1280 pixels without scrolling sideways',
  failureTitle: 'A key page is wider than the screen',
  why: 'On a phone the button stands outside the screen, and nobody finds it.',
  fix: 'Look for fixed widths, long words, tables and images without `max-width: 100%`; let wide tables scroll inside their own box.',
  refs: ['WCAG 2.2 1.4.10 Reflow', 'Lighthouse viewport'],
  severity: 'minor',
  state: 'trial',
  effortHours: 4,
  claims: [
    'responsive design',
    'mobile responsive',
    'responsive',
    'mobile friendly',
    'mobile friendly design',
    'mobile devices',
    'mobile testing',
    'mobile view',
    'mobile layout',
    'works on mobile',
    'tested on mobile',
    'responsive layout',
    'mobile responsiveness',
  ],
  when: ['frontend', 'pages'],
  needs: { seen: pageVisits },
  signs: {
    from: { c: toolConfigs },
    look: ({ c }) =>
      c.tools
        .filter(
          ({ tool, settings }) =>
            tool === 'playwright' && settings.some(({ value }) => /mobile|iphone|pixel/i.test(String(value))),
        )
        .map(({ file }) => ({ file, note: 'tests run on a mobile profile' })),
  },
  judge({ seen }) {
    const findings = seen.pages.flatMap(({ path, url, widths }) =>
      widths
        .filter(({ width, contentWidth }) => contentWidth > width + slackPx)
        .map(({ width, contentWidth, widest }) => ({
          key: `overflow:${path}:${width}`,
          says: `${path} is ${contentWidth} px wide at ${width} px${widest === undefined ? '' : `, because of ${widest}`}.`,
          where: { url },
        })),
    );
    if (findings.length > 0) return { looked: seen.pages.length, findings };
    const empty = seen.pages.find(
      (page) =>
        page.textLength === 0 || owed.some((width) => !page.widths.some((one) => one.width === width)),
    );
    if (empty)
      return { abstains: 'unknown', because: `${empty.path} was empty, or not looked at in all widths` };
    return seen.pages.length === 0
      ? { abstains: 'unknown', because: 'no page was visited' }
      : { looked: seen.pages.length, findings: [] };
  },
  examples: {
    pass: [{ given: { seen: { browser: 'chromium', pages: [visit({})] } } }],
    fail: [
      {
        given: {
          seen: {
            browser: 'chromium',
            pages: [visit({ widths: [{ width: 360, contentWidth: 720, widest: 'table.orders' }] })],
          },
        },
        findings: ['overflow:/:360'],
      },
    ],
    hollow: [
      {
        name: 'an empty page fits every screen',
        given: { seen: { browser: 'chromium', pages: [visit({ textLength: 0 })] } },
        outcome: 'unknown',
      },
    ],
    absent: [{ given: { seen: { browser: 'chromium', pages: [] } }, outcome: 'unknown' }],
  },
});
