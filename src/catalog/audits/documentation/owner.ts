import { defineAudit } from '../../../kit/audit.ts';
import type { Finding } from '../../../kit/where.ts';
import owners, { type OwnersFile } from '../../evidence/owners.ts';

const ada = { name: 'ada@acme.dev', kind: 'email', placeholder: false, account: 'active' } as const;
const everything = { line: 1, pattern: '*', owners: [ada], matches: 40, decides: 40 };
const covered = { files: 0, of: 40, examples: [] };
const file: OwnersFile = {
  file: 'CODEOWNERS',
  kind: 'codeowners',
  used: true,
  rules: [everything],
  problems: [],
};

export default defineAudit({
  title: 'Every path has an owner who is a live account',
  failureTitle: 'Paths have no owner, or owners who are nobody',
  why: 'A path without an owner is changed without review and repaired by nobody: the alert about it goes round until somebody has pity.',
  fix: `Add a CODEOWNERS file that begins with a rule for everything and names people or teams who have access:

\`\`\`
*            @your-org/platform
/payments/   @your-org/payments
\`\`\`

Delete rules that match no file. GitHub lists unknown owners when the file is opened on its site.`,
  refs: ['OSPS Baseline', 'Mercari production readiness: ownership'],
  severity: 'minor',
  state: 'stable',
  effortHours: 1,
  claims: [
    'codeowners',
    'code ownership',
    'team ownership',
    'maintained by',
    'document owner',
    'code ownership mapping',
    'review automation',
    'team mapping',
    'service owner',
    'owner assigned',
    'ownership defined',
    'owning team',
    'team owner',
    'clear ownership',
  ],
  needs: { seen: owners },
  judge({ seen }) {
    const used = seen.files.filter((one) => one.used);
    const findings: Finding[] = [];
    if (used.every((one) => one.rules.length === 0)) {
      const hidden = seen.files.find((one) => !one.used);
      const says = hidden
        ? `${hidden.file} stands where the code host does not look.`
        : 'No CODEOWNERS, OWNERS or catalog file names an owner.';
      return {
        looked: 1,
        findings: [{ key: 'absent', says, where: { file: hidden?.file ?? '.github/CODEOWNERS' } }],
      };
    }
    for (const { file: path, rules, problems } of used) {
      for (const problem of problems)
        findings.push({
          key: `line:${path}:${problem.says}`,
          says: `${path}: ${problem.says}.`,
          where: { file: path, line: problem.line },
        });
      for (const { line, pattern, owners: named, matches } of rules) {
        const where = { file: path, line };
        for (const { name } of named.filter((owner) => owner.placeholder))
          findings.push({
            key: `placeholder:${path}:${name}`,
            says: `${name} owns ${pattern} and looks like a name out of a template.`,
            where,
          });
        for (const { name } of named.filter((owner) => owner.account === 'unknown-there'))
          findings.push({
            key: `unknown:${path}:${name}`,
            says: `The code host does not know ${name}, who owns ${pattern}.`,
            where,
          });
        if (matches === 0)
          findings.push({ key: `nothing:${path}:${pattern}`, says: `${pattern} matches no file.`, where });
      }
    }
    const { files, of, examples } = seen.uncovered;
    const [first] = used;
    if (files > 0 && first) {
      const says = `${files} of ${of} files have no owner, among them ${examples.slice(0, 3).join(', ')}.`;
      findings.push({ key: 'uncovered', says, where: { file: first.file } });
    }
    if (findings.length > 0) return { looked: of, findings: dedupe(findings) };
    const idle = used.flatMap((one) =>
      one.rules
        .filter((rule) => rule.owners.length > 0 && !rule.owners.some((owner) => owner.account === 'active'))
        .map((rule) => ({ file: one.file, line: rule.line, note: rule.pattern })),
    );
    if (idle.length > 0 || seen.skipped.length > 0)
      return {
        abstains: 'unknown',
        because:
          'Every path has an owner; whether their accounts live was not asked. To prove it: set GITHUB_TOKEN and pass --forge.',
        signs: idle,
      };
    return { looked: of, findings };
  },
  examples: {
    pass: [{ given: { seen: { files: [file], uncovered: covered, skipped: [] } } }],
    fail: [
      {
        given: {
          seen: {
            files: [
              {
                ...file,
                rules: [
                  { ...everything, pattern: '/src/', decides: 30 },
                  { ...everything, line: 2, pattern: '/legacy/', matches: 0, decides: 0 },
                ],
              },
            ],
            uncovered: { files: 10, of: 40, examples: ['README.md'] },
            skipped: [],
          },
        },
        findings: ['nothing:CODEOWNERS:/legacy/', 'uncovered'],
      },
    ],
    hollow: [
      {
        name: 'owners out of a template',
        given: {
          seen: {
            files: [
              {
                ...file,
                rules: [
                  {
                    ...everything,
                    owners: [{ name: '@tech-lead', kind: 'user', placeholder: true, account: 'unasked' }],
                  },
                ],
              },
            ],
            uncovered: covered,
            skipped: [],
          },
        },
        findings: ['placeholder:CODEOWNERS:@tech-lead'],
      },
      {
        name: 'a handle that nobody asked about',
        given: {
          seen: {
            files: [
              {
                ...file,
                rules: [
                  {
                    ...everything,
                    owners: [{ name: '@ada', kind: 'user', placeholder: false, account: 'unasked' }],
                  },
                ],
              },
            ],
            uncovered: covered,
            skipped: [],
          },
        },
        outcome: 'unknown',
      },
    ],
    absent: [
      {
        given: {
          seen: { files: [], uncovered: { files: 40, of: 40, examples: ['README.md'] }, skipped: [] },
        },
        findings: ['absent'],
      },
    ],
  },
});

function dedupe(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((finding) => [finding.key, finding])).values()];
}
