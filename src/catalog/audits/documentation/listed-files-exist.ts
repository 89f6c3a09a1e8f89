import { defineAudit } from '../../../kit/audit.ts';
import type { Finding } from '../../../kit/where.ts';
import { unreadDocuments } from '../../documents/unread.ts';
import listedFiles from '../../evidence/listed-files.ts';

const entry = { file: 'SUMMARY.md', line: 14, path: 'CONTRIBUTING.md' };

export default defineAudit({
  title: 'Files that documents say were created exist and are about as long as they say',
  failureTitle: 'Files that documents say were created are missing or much shorter than they say',
  why: 'The list of delivered files is what reviewers tick off. A file that is not there was never reviewed, and what it was to hold is missing.',
  fix: 'Add the file, or take it off the list. Where its length is given, correct it, or better, leave it out.',
  refs: ['AWS ORR'],
  severity: 'minor',
  state: 'stable',
  effortHours: 1,
  claims: ['created files', 'files created', 'production roadmap'],
  limits: {
    atLeastPercent: {
      default: 50,
      unit: '% of the lines said',
      about: 'how much shorter a file may be than its document says',
    },
  },
  needs: { seen: listedFiles },
  judge({ seen }, policy) {
    const share = policy.limit('atLeastPercent');
    const findings: Finding[] = [];
    const decided = seen.listed.filter((one) => one.undecided === undefined);
    for (const { file, line, path, claimedLines, foundAt, lines, sizeBytes } of decided) {
      const where = { file, line };
      if (foundAt === undefined)
        findings.push({
          key: `missing:${file}:${path}`,
          says: `${file} lists ${path}, which does not exist.`,
          where,
        });
      else if (sizeBytes === 0)
        findings.push({
          key: `empty:${file}:${path}`,
          says: `${file} lists ${path}, which is empty.`,
          where,
        });
      else if (
        claimedLines !== undefined &&
        lines !== undefined &&
        lines < (claimedLines * share.value) / 100
      ) {
        const says = `${file} gives ${path} ${claimedLines} lines; it has ${lines} (at least ${share.value} % are expected, ${share.from}).`;
        findings.push({ key: `short:${file}:${path}`, says, where });
      }
    }
    const unread = unreadDocuments(seen.skipped);
    if (findings.length === 0 && unread) return { abstains: 'unknown', because: unread };
    return { looked: decided.length, findings };
  },
  examples: {
    pass: [
      {
        given: {
          seen: {
            listed: [
              { ...entry, claimedLines: 203, foundAt: 'CONTRIBUTING.md', lines: 190, sizeBytes: 8_000 },
            ],
            skipped: [],
          },
        },
      },
    ],
    fail: [
      {
        given: {
          seen: {
            listed: [
              entry,
              {
                ...entry,
                line: 20,
                path: 'docs/roadmap.md',
                claimedLines: 450,
                foundAt: 'docs/roadmap.md',
                lines: 12,
                sizeBytes: 300,
              },
            ],
            skipped: [],
          },
        },
        findings: ['missing:SUMMARY.md:CONTRIBUTING.md', 'short:SUMMARY.md:docs/roadmap.md'],
      },
    ],
    hollow: [
      {
        name: 'a file with nothing in it',
        given: { seen: { listed: [{ ...entry, foundAt: 'CONTRIBUTING.md', sizeBytes: 0 }], skipped: [] } },
        findings: ['empty:SUMMARY.md:CONTRIBUTING.md'],
      },
    ],
    absent: [{ given: { seen: { listed: [], skipped: [] } }, outcome: 'not-applicable' }],
  },
});
