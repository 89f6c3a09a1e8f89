import { defineAudit } from '../../../kit/audit.ts';
import type { Given } from '../../../kit/evidence.ts';
import axeResults from '../../evidence/axe-results.ts';
import manifests from '../../evidence/manifests.ts';
import { packagesThat } from '../../frontend-signs.ts';

export default defineAudit({
  title: 'Key pages have no serious accessibility violation that a machine can see',
  failureTitle: 'A key page has a serious accessibility violation',
  why: 'People who use a keyboard, a screen reader or a magnifier are shut out, and in many places the law says they must not be. Automatic checks see about a third of such problems.',
  fix: 'Fix what axe names: labels for fields, names for buttons, contrast, order of headings, a language on the page. Then walk through the key flow with the keyboard alone.',
  refs: ['WCAG 2.2 AA', 'Lighthouse accessibility'],
  severity: 'major',
  state: 'trial',
  effortHours: 8,
  claims: [
    'accessibility',
    'wcag',
    'a11y',
    'screen reader',
    'keyboard navigation',
    'wcag 2.1',
    'aria labels',
    'color contrast',
    'accessibility audit',
    'accessibility tested',
    'accessibility sign-off',
    'accessibility review',
    'alt text',
    'aria landmarks',
    'aria',
    'skip navigation',
  ],
  when: ['frontend', 'pages'],
  needs: { seen: axeResults },
  signs: {
    from: { m: manifests },
    look: ({ m }) =>
      packagesThat(
        m,
        /^(@axe-core\/.*|axe-core|jest-axe|vitest-axe|pa11y|eslint-plugin-jsx-a11y|@angular-eslint\/eslint-plugin-template|eslint-plugin-vuejs-accessibility)$/,
      ),
  },
  judge({ seen }) {
    const blank = seen.pages.find((page) => page.passes === 0 || page.textLength === 0);
    const findings = seen.pages.flatMap(({ url, path, violations }) =>
      violations
        .filter(({ impact }) => impact === 'critical' || impact === 'serious')
        .map(({ rule, impact, says, elements, first }) => ({
          key: `${rule}:${path}`,
          says: `${path}: ${says} (${impact}, ${elements} elements, first: ${first}).`,
          where: { url },
        })),
    );
    if (findings.length > 0) return { looked: seen.pages.length, findings };
    if (blank) return { abstains: 'unknown', because: `${blank.path} was empty when it was checked` };
    return seen.pages.length === 0
      ? { abstains: 'unknown', because: 'no page was checked' }
      : { looked: seen.pages.length, findings: [] };
  },
  examples: {
    pass: [{ given: { seen: results({}) } }],
    fail: [
      {
        given: {
          seen: results({
            violations: [
              {
                rule: 'label',
                impact: 'critical',
                says: 'Form elements must have labels',
                elements: 2,
                first: 'input#q',
              },
            ],
          }),
        },
        findings: ['label:/'],
      },
    ],
    hollow: [
      {
        name: 'an empty page violates nothing',
        given: { seen: results({ textLength: 0, passes: 0 }) },
        outcome: 'unknown',
      },
    ],
    absent: [{ given: { seen: { version: '4.11.0', pages: [] } }, outcome: 'unknown' }],
  },
});

type Seen = Given<{ seen: typeof axeResults }>['seen'];

function results(change: Partial<Seen['pages'][number]>): Seen {
  const page = {
    url: 'http://127.0.0.1:4100/',
    path: '/',
    textLength: 900,
    passes: 31,
    incomplete: 2,
    violations: [],
  };
  return { version: '4.11.0', pages: [{ ...page, ...change }] };
}
