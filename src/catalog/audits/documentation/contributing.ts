import { defineAudit } from '../../../kit/audit.ts';
import type { Finding } from '../../../kit/where.ts';
import { backing, exampleBacking } from '../../documents/backing.ts';
import { exampleDocument } from '../../documents/example-documents.ts';
import { unreadDocuments } from '../../documents/unread.ts';
import documentCommands from '../../evidence/document-commands.ts';
import documents from '../../evidence/documents.ts';

const minWords = 40;
const guide = exampleDocument('CONTRIBUTING.md', { subject: 'contributing' });
const noCommands = { references: [], skipped: [] };

export default defineAudit({
  title: 'A guide says how to contribute, and what it names exists',
  failureTitle: 'There is no guide to contributing, or what it names does not exist',
  why: 'Whoever joins, or repairs something in a hurry, guesses how to test and whom to ask, and breaks what the guide would have kept whole.',
  fix: 'Add CONTRIBUTING.md: how to set up, how to run the tests, how a change gets reviewed and released. Run its commands once on a clean machine.',
  refs: ['OSPS Baseline DO-02'],
  severity: 'note',
  state: 'stable',
  effortHours: 2,
  claims: [
    'contribution guidelines',
    'contributing',
    'pr process',
    'developer onboarding',
    'contribution guide',
    'contributor guide',
    'contributing guide',
    'contributing.md',
    'developer guide',
    'development guide',
    'onboarding guide',
    'code standards',
    'coding standards',
  ],
  needs: { seen: documents, named: documentCommands },
  judge({ seen, named }) {
    const guides = seen.documents.filter(
      (one) => one.subject === 'contributing' && one.standing === 'current',
    );
    const sections = seen.documents.flatMap(({ file, standing, sections: all }) =>
      standing !== 'current'
        ? []
        : all
            .filter((section) => section.subject === 'contributing' && section.words >= minWords)
            .map((section) => ({ file, line: section.line })),
    );
    if (guides.length === 0 && sections.length === 0) {
      const unread = unreadDocuments(seen.skipped);
      if (unread) return { abstains: 'unknown', because: unread };
      return {
        looked: 1,
        findings: [
          { key: 'absent', says: 'There is no CONTRIBUTING.md.', where: { file: 'CONTRIBUTING.md' } },
        ],
      };
    }
    const thin =
      sections.length > 0
        ? []
        : guides.filter((one) => guides.every((other) => other.words < minWords) && one === guides[0]);
    const findings: Finding[] = thin.map(({ file, words }) => ({
      key: `thin:${file}`,
      says: `${file} has ${words} words.`,
      where: { file },
    }));
    const files = new Set(guides.map((one) => one.file));
    for (const { file, line, name, exists, because } of named.references) {
      if (exists === 'no' && files.has(file))
        findings.push({
          key: `missing:${file}:${name}`,
          says: `${file} names ${name}: ${because}.`,
          where: { file, line },
        });
    }
    const places = [...files, ...sections.map((section) => section.file)];
    if (findings.length === 0 && backing(places, named.references) === 0)
      return { abstains: 'unknown', because: 'The guide names no script or command of this repository.' };
    return { looked: guides.length + sections.length, findings };
  },
  examples: {
    pass: [
      { given: { seen: { documents: [guide], skipped: [] }, named: exampleBacking('CONTRIBUTING.md') } },
    ],
    fail: [
      {
        given: {
          seen: { documents: [guide], skipped: [] },
          named: {
            references: [
              {
                file: 'CONTRIBUTING.md',
                line: 9,
                subject: 'contributing',
                standing: 'current',
                kind: 'script',
                name: 'check',
                by: 'npm',
                how: 'command',
                exists: 'no',
                because: 'package.json has no such script',
              },
            ],
            skipped: [],
          },
        },
        findings: ['missing:CONTRIBUTING.md:check'],
      },
    ],
    hollow: [
      {
        name: 'a guide that names nothing one could run',
        given: { seen: { documents: [guide], skipped: [] }, named: noCommands },
        outcome: 'unknown',
      },
      {
        name: 'a guide of one sentence',
        given: { seen: { documents: [{ ...guide, words: 6 }], skipped: [] }, named: noCommands },
        findings: ['thin:CONTRIBUTING.md'],
      },
    ],
    absent: [{ given: { seen: { documents: [], skipped: [] }, named: noCommands }, findings: ['absent'] }],
  },
});
