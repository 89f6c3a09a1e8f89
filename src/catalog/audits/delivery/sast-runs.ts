import { defineAudit } from '../../../kit/audit.ts';
import type { Finding } from '../../../kit/where.ts';
import { scansOf } from '../../ci/scans.ts';
import ci from '../../evidence/ci.ts';
import scanning from '../../evidence/forge-code-scanning.ts';

const serious = /^(critical|high|error)$/;

export default defineAudit({
  title: 'Static analysis saw the latest merges, and its serious alerts are dealt with',
  failureTitle: 'Static analysis does not run, or nobody deals with what it finds',
  why: 'Injection, broken access checks and unsafe calls are found by machines before attackers find them, if the machine runs and somebody reads it.',
  fix: 'Turn on code scanning (GitHub: Settings → Code security → CodeQL default setup) or run CodeQL, Semgrep, Bandit, gosec or Brakeman on pull requests and on the default branch, and upload SARIF. Fix each serious alert, or dismiss it with a reason.',
  refs: ['OpenSSF Scorecard SAST', 'NIST SSDF PW.7'],
  severity: 'major',
  state: 'stable',
  effortHours: 4,
  claims: [
    'static analysis',
    'sast',
    'codeql',
    'semgrep',
    'bandit',
    'security linting',
    'code scanning',
    'static code analysis',
    'static security',
    'sonarqube',
    'gosec',
    'security static analysis',
    'security analysis',
  ],
  limits: {
    alertDays: { default: 30, unit: 'days', about: 'how long a serious alert may stay open' },
  },
  needs: { scanned: scanning },
  signs: {
    from: { seen: ci },
    look: ({ seen }) =>
      scansOf(seen, 'scan-code').map(({ where, harmless }) => ({
        ...where,
        note: harmless ?? 'runs static analysis',
      })),
  },
  judge({ scanned }, policy) {
    const { merges, analyses, checkedBy, openAlerts, url } = scanned;
    if (merges.length === 0)
      return { abstains: 'unknown', because: 'The code host lists no commit of the default branch.' };
    const findings: Finding[] = [];
    const seen = new Set([
      ...(analyses === 'absent' ? [] : analyses.filter((one) => one.error === '').map((one) => one.commit)),
      ...checkedBy.filter((one) => one.conclusion === 'success').map((one) => one.commit),
    ]);
    const newest = merges.findIndex((merge) => seen.has(merge.commit));
    const head = merges[0];
    if (newest < 0)
      findings.push({
        key: 'not-run',
        says: `None of the latest ${merges.length} commits of ${scanned.defaultBranch} was analysed.`,
        where: { url },
      });
    // An analysis sees the whole tree: what lies under it was seen with it.
    else if (newest > 0 && head)
      findings.push({
        key: 'behind',
        says: `The latest ${newest} commits of ${scanned.defaultBranch} were not analysed.`,
        where: { url: head.url, commit: head.commit },
      });
    const limit = policy.limit('alertDays');
    for (const alert of openAlerts) {
      const days = Math.floor((Date.parse(policy.today) - Date.parse(alert.since)) / 86_400_000);
      if (!serious.test(alert.severity) || days <= limit.value) continue;
      findings.push({
        key: `alert:${alert.number}`,
        says: `${alert.tool} alert ${alert.rule} (${alert.severity}) has been open for ${days} days, more than ${limit.value} (${limit.from}).`,
        where: { url: alert.url },
      });
    }
    return { looked: merges.length, findings };
  },
  examples: {
    pass: [{ given: { scanned: scannedWith(['b1', 'b0']) } }],
    fail: [
      { given: { scanned: scannedWith(['b0']) }, findings: ['behind'] },
      {
        given: {
          scanned: {
            ...scannedWith(['b1']),
            openAlerts: [
              {
                number: 7,
                rule: 'js/sql-injection',
                severity: 'high',
                tool: 'CodeQL',
                since: '2026-09-01T00:00:00Z',
                url: 'https://github.example/acme/orders/security/code-scanning/7',
              },
            ],
          },
        },
        findings: ['alert:7'],
      },
    ],
    hollow: [
      {
        name: 'analyses that ended in an error',
        given: {
          scanned: {
            ...scannedWith([]),
            analyses: [
              {
                tool: 'CodeQL',
                commit: 'b1',
                ref: 'refs/heads/main',
                at: '2026-11-19T00:00:00Z',
                error: 'no source code was seen',
              },
            ],
          },
        },
        findings: ['not-run'],
      },
    ],
    absent: [
      {
        given: { scanned: { ...scannedWith([]), analyses: 'absent' } },
        outcome: 'fail',
        findings: ['not-run'],
      },
    ],
  },
});

function scannedWith(commits: readonly string[]) {
  const url = 'https://github.example/acme/orders';
  return {
    defaultBranch: 'main',
    url,
    merges: ['b1', 'b0'].map((commit) => ({
      commit,
      date: '2026-11-19T00:00:00Z',
      url: `${url}/commit/${commit}`,
    })),
    analyses: commits.map((commit) => ({
      tool: 'CodeQL',
      commit,
      ref: 'refs/heads/main',
      at: '2026-11-19T00:00:00Z',
      error: '',
    })),
    checkedBy: [],
    openAlerts: [],
  };
}
