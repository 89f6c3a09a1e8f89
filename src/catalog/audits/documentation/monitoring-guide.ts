import { defineAudit } from '../../../kit/audit.ts';
import type { Finding } from '../../../kit/where.ts';
import { backing, exampleBacking, noBacking } from '../../documents/backing.ts';
import { exampleDocument, exampleSection } from '../../documents/example-documents.ts';
import { placesAbout } from '../../documents/places.ts';
import { unreadDocuments } from '../../documents/unread.ts';
import documentCommands from '../../evidence/document-commands.ts';
import documents, { type DocumentFacts, type Section } from '../../evidence/documents.ts';
import links from '../../evidence/links.ts';

const minWords = 15;
const able = /^(?:monitoring|runbook|readme|readiness|incident|deployment|other)$/;
const guide = exampleDocument('docs/monitoring.md', {
  subject: 'monitoring',
  sections: [
    exampleSection('Dashboards', { line: 3 }),
    exampleSection('What to do when an alert fires', { line: 20 }),
  ],
});
const sound = { resolved: 4, links: [], skipped: [] };

export default defineAudit({
  title: 'A guide describes the dashboards and what to do about alerts',
  failureTitle: 'No guide describes the dashboards and what to do about alerts',
  why: 'An alert that nobody can read is noise: whoever is on call looks at twelve panels and does not know which one matters.',
  fix: 'Describe on one page which dashboard answers which question, and for each alert what it means and what to do first. Link both.',
  refs: ['Google SRE: practical alerting', 'Mercari production readiness: monitoring'],
  severity: 'note',
  state: 'stable',
  effortHours: 3,
  claims: [
    'monitoring guide',
    'dashboard usage',
    'alert procedures',
    'monitoring strategy',
    'complete monitoring strategy',
    'monitoring documentation',
    'monitoring documented',
    'monitoring runbook',
    'observability guide',
  ],
  when: ['service'],
  needs: { seen: documents, linked: links, named: documentCommands },
  judge({ seen, linked, named }) {
    const current = seen.documents.filter((one) => one.standing === 'current' && able.test(one.subject));
    const sections = current.flatMap((one) =>
      operational(one).map((section) => ({ ...section, file: one.file })),
    );
    const found = {
      dashboards: sections.filter((section) => /\bdashboards?\b/i.test(section.text)),
      alerts: sections.filter((section) => /\balert(?:s|ing)?\b/i.test(section.text)),
    };
    const guides = seen.documents.filter((one) => one.standing === 'current' && one.subject === 'monitoring');
    const unread = unreadDocuments(seen.skipped);
    const missing = (['dashboards', 'alerts'] as const).filter(
      (part) => !found[part].some((section) => section.words >= minWords),
    );
    if (missing.length > 0 && unread) return { abstains: 'unknown', because: unread };
    // A guide in other words, or in another language, cannot be told by its headings.
    if (missing.length > 0 && guides.some((guide) => guide.words >= 150))
      return {
        abstains: 'unknown',
        because: `No heading names ${missing.join(' or ')}; the text may.`,
        signs: placesAbout(seen.documents, 'monitoring'),
      };
    const findings: Finding[] = missing.map((part) => {
      const [thin] = found[part];
      const says = thin
        ? `"${thin.text}" in ${thin.file} has ${thin.words} words below it.`
        : `No document has a section on ${part}.`;
      return {
        key: `${thin ? 'thin' : 'absent'}:${part}`,
        says,
        where: thin ? { file: thin.file, line: thin.line } : { file: 'docs' },
      };
    });
    const files = new Set([
      ...guides.map((one) => one.file),
      ...found.dashboards.map((one) => one.file),
      ...found.alerts.map((one) => one.file),
    ]);
    for (const link of linked.links.filter(
      (one) => one.state === 'broken' && files.has(one.file) && guides.some((one2) => one2.file === one.file),
    ))
      findings.push({
        key: `broken:${link.file}:${link.target}`,
        says: `${link.file} links to ${link.target}: ${link.because ?? 'it leads nowhere'}.`,
        where: { file: link.file, line: link.line },
      });
    if (findings.length === 0 && backing([...files], named.references) === 0)
      return {
        abstains: 'unknown',
        because: 'The guide names no rule, dashboard or command of this repository.',
        signs: placesAbout(seen.documents, 'monitoring'),
      };
    return { looked: files.size, findings };
  },
  examples: {
    pass: [
      {
        given: {
          seen: { documents: [guide], skipped: [] },
          linked: sound,
          named: exampleBacking('docs/monitoring.md'),
        },
      },
    ],
    fail: [
      {
        given: {
          seen: {
            documents: [{ ...guide, words: 60, sections: [exampleSection('Dashboards')] }],
            skipped: [],
          },
          named: noBacking,
          linked: {
            ...sound,
            links: [
              {
                file: 'docs/monitoring.md',
                line: 9,
                target: 'alerts.md',
                to: 'file',
                state: 'broken',
                because: 'there is no docs/alerts.md',
              },
            ],
          },
        },
        findings: ['absent:alerts', 'broken:docs/monitoring.md:alerts.md'],
      },
    ],
    hollow: [
      {
        name: 'headings over nothing',
        given: {
          seen: {
            documents: [
              {
                ...guide,
                words: 8,
                sections: [
                  exampleSection('Dashboards', { words: 2 }),
                  exampleSection('Alerts', { words: 0, line: 9 }),
                ],
              },
            ],
            skipped: [],
          },
          linked: sound,
          named: noBacking,
        },
        findings: ['thin:dashboards', 'thin:alerts'],
      },
      {
        name: 'a dashboard that is a page of the product',
        given: {
          seen: {
            documents: [
              exampleDocument('docs/agency.md', {
                sections: [exampleSection('Agency dashboard'), exampleSection('Price alerts')],
              }),
            ],
            skipped: [],
          },
          linked: sound,
          named: exampleBacking('docs/agency.md'),
        },
        findings: ['absent:dashboards', 'absent:alerts'],
      },
      {
        name: 'a long guide whose headings say it in other words',
        given: {
          seen: {
            documents: [{ ...guide, words: 900, sections: [exampleSection('Tableaux de bord')] }],
            skipped: [],
          },
          linked: sound,
          named: noBacking,
        },
        outcome: 'unknown',
      },
    ],
    absent: [
      {
        given: {
          seen: { documents: [], skipped: [] },
          named: noBacking,
          linked: { resolved: 0, links: [], skipped: [] },
        },
        findings: ['absent:dashboards', 'absent:alerts'],
      },
    ],
  },
});

/** Sections on running the service: a dashboard may also be a page of the product. */
function operational({ subject, sections }: DocumentFacts): Section[] {
  if (/^(?:monitoring|runbook|incident)$/.test(subject)) return sections;
  const above: Section[] = [];
  return sections.filter((section) => {
    while ((above.at(-1)?.depth ?? 0) >= section.depth) above.pop();
    const inside = above.some((one) =>
      /\bmonitor(?:ing|ed)?\b|\bobservability\b|\balerting\b|\boperations?\b/i.test(one.text),
    );
    above.push(section);
    return inside;
  });
}
