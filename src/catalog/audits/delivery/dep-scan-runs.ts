import { defineAudit } from '../../../kit/audit.ts';
import type { Finding, Where } from '../../../kit/where.ts';
import { exampleCi, exampleJob, noCi, onEvent, ran, runStep } from '../../ci/example-ci.ts';
import { blindSpot, unfollowedRunner } from '../../ci/look.ts';
import { ecosystemsOf } from '../../ci/scanned-ecosystems.ts';
import { scansOf } from '../../ci/scans.ts';
import ci from '../../evidence/ci.ts';
import files from '../../evidence/files.ts';
import manifests from '../../evidence/manifests.ts';

/** Services that watch dependencies from outside; whether they are on, and block, is not in the repository. */
const watchers =
  /^(\.snyk|\.whitesource|\.mend\.ya?ml|\.github\/dependabot\.ya?ml|(\.github\/|\.gitlab\/)?renovate\.json5?|\.renovaterc(\.json5?)?|sonar-project\.properties|\.fossa\.ya?ml|socket\.ya?ml|\.nsprc)$/;

export default defineAudit({
  title: 'Dependencies are audited in CI on every change and on a schedule, and what is found blocks',
  failureTitle: 'Known vulnerabilities in dependencies can go out unnoticed',
  why: 'Most holes come in with packages. Without an audit on changes a vulnerable one is merged; without a schedule nobody hears of those found later.',
  fix: `Run the audit of each ecosystem for changes and on a schedule, and let it fail:

\`\`\`yaml
on:
  pull_request:
  schedule:
    - cron: '17 4 * * *'
jobs:
  dependencies:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: npm audit --audit-level=high   # or pip-audit, govulncheck ./..., bundle audit, composer audit, cargo audit
\`\`\``,
  refs: ['OSPS Baseline VM-05', 'NIST SSDF RV.1', 'OWASP Top 10 A06 Vulnerable and outdated components'],
  severity: 'major',
  state: 'stable',
  effortHours: 2,
  claims: [
    'vulnerability scanning',
    'dependency scanning',
    'regular security audits',
    'automated security audits',
    'dependency audit',
    'pip-audit',
    'npm audit',
    'security scans',
    'weekly + pr',
    'security scanning',
    'security scan',
    'safety (python',
    'scheduled runs',
    '--security',
    'dependency scan',
    'trivy',
    'snyk',
    'grype',
    'govulncheck',
    'dependency check',
    'image scan',
    'vulnerability scan',
    'images scanned for vulnerabilities',
    'container scanning',
    'image scanning',
    'cargo audit',
    'security audit in ci',
    'owasp dependency',
  ],
  needs: { seen: ci, tree: files, packages: manifests },
  judge({ seen, tree, packages }) {
    const scans = scansOf(seen, 'scan-dependencies');
    const watching = tree.files
      .filter((file) => watchers.test(file.path))
      .map((file) => ({ file: file.path, note: 'a service may watch dependencies' }));
    const blind = blindSpot(seen);
    if (scans.length === 0) {
      if (blind !== undefined) return { abstains: 'unknown', because: `${blind}.`, signs: watching };
      if (watching.length > 0)
        return {
          abstains: 'unknown',
          because:
            'No CI step audits dependencies; a service outside may, and what it blocks is not in the repository.',
          signs: watching,
        };
      const runner = unfollowedRunner(seen);
      if (runner !== undefined)
        return { abstains: 'unknown', because: `CI runs ${runner}, whose tasks were not followed.` };
      const where = { file: seen.systems[0]?.file ?? '.github/workflows' };
      return { looked: 1, findings: [{ key: 'absent', says: 'No CI step audits dependencies.', where }] };
    }
    const findings: Finding[] = [];
    const onChange = scans.filter((scan) => scan.onChange);
    const place = scans[0]?.where ?? {};
    if (onChange.length === 0)
      findings.push({
        key: 'not-on-changes',
        says: 'Dependencies are audited, but not when they change.',
        where: place,
      });
    else if (onChange.every((scan) => scan.harmless !== undefined)) {
      const [first] = onChange;
      findings.push({
        key: 'does-not-block',
        says: `The audit blocks nothing: ${first?.harmless}.`,
        where: first?.where ?? place,
      });
    }
    const blocking = onChange.filter((scan) => scan.harmless === undefined && !scan.handedOn);
    if (onChange.length > 0 && blocking.length === 0 && onChange.some((scan) => scan.handedOn)) {
      const because =
        'Dependencies are audited, and what is found is handed to the code host; whether it blocks there is a setting.';
      return { abstains: 'unknown', because, signs: onChange.map((scan) => scan.where) };
    }
    const scheduled = scans.some((scan) => scan.onSchedule);
    if (findings.length === 0 && !scheduled && (watching.length > 0 || blind !== undefined)) {
      const because =
        'Changes are audited; on a schedule only a service outside may look, which is not in the repository.';
      return { abstains: 'unknown', because, signs: [...watching, ...scans.map((scan) => scan.where)] };
    }
    const covered = new Set(blocking.flatMap((scan) => [...ecosystemsOf(seen, scan.seat)]));
    if (findings.length === 0 && !covered.has('all') && watching.length === 0)
      findings.push(...uncovered(packages, covered, place));
    else if (findings.length === 0 && !covered.has('all') && uncovered(packages, covered, place).length > 0) {
      const because = 'Some package managers are not audited in CI; a service outside may look at them.';
      return {
        abstains: 'unknown',
        because,
        signs: [...watching, ...uncovered(packages, covered, place).map((one) => one.where)],
      };
    }
    if (!scheduled)
      findings.push({
        key: 'not-scheduled',
        says: 'Dependencies are audited only when something changes, not on a schedule.',
        where: place,
      });
    return { looked: scans.length, findings };
  },
  examples: {
    pass: [{ given: { seen: auditing({}, true), tree: tree(), packages: using() } }],
    fail: [
      { given: { seen: auditing({}, false), tree: tree(), packages: using() }, findings: ['not-scheduled'] },
      {
        given: {
          seen: exampleCi([exampleJob('test', [runStep([ran('npm test', ['test'])])])]),
          tree: tree(),
          packages: using(),
        },
        findings: ['absent'],
      },
    ],
    hollow: [
      {
        name: 'an audit whose failure is thrown away',
        given: { seen: auditing({ lost: 'or-true' }, true), tree: tree(), packages: using() },
        findings: ['does-not-block'],
      },
      {
        name: 'an audit of one package manager out of two',
        given: { seen: auditing({}, true), tree: tree(), packages: using('npm', 'PyPI') },
        findings: ['not-covered:PyPI'],
      },
      {
        name: 'only a file of a service outside',
        given: {
          seen: exampleCi([exampleJob('test', [runStep([ran('npm test', ['test'])])])]),
          tree: tree('.snyk'),
          packages: using(),
        },
        outcome: 'unknown',
      },
    ],
    absent: [{ given: { seen: noCi, tree: tree(), packages: using() }, outcome: 'unknown' }],
  },
});

/** Package managers with dependencies that run in production and that no blocking audit looks at. */
function uncovered(packages: Packages, covered: ReadonlySet<string>, place: Where): Finding[] {
  const used = packages.manifests.filter(
    (one) =>
      !one.aside &&
      !covered.has(one.ecosystem) &&
      one.dependencies.some((dependency) => dependency.scope === 'runtime' && !dependency.local),
  );
  return [...new Map(used.map((one) => [one.ecosystem, one])).values()].map(({ ecosystem, file }) => ({
    key: `not-covered:${ecosystem}`,
    says: `${file} brings in packages from ${ecosystem}, and no audit in CI looks at those.`,
    where: { ...place, file, line: 1 },
  }));
}

type Packages = ReturnType<typeof manifests.schema.parse>;

function auditing(more: Parameters<typeof ran>[2], scheduled: boolean) {
  const step = runStep([ran('npm audit', ['scan-dependencies'], more)]);
  const triggers = [
    onEvent('proposal', 'pull_request'),
    ...(scheduled ? [onEvent('schedule', 'schedule')] : []),
  ];
  return exampleCi([exampleJob('audit', [runStep([ran('npm test', ['test'])]), step])], { triggers });
}

function tree(...paths: readonly string[]) {
  const listed = paths.map((path) => ({ path, sizeBytes: 10, kind: 'file' as const, tracked: true }));
  return { complete: true, files: listed };
}

function using(...ecosystems: readonly Packages['manifests'][number]['ecosystem'][]): Packages {
  const manifests = ecosystems.map((ecosystem) => ({
    file: ecosystem === 'npm' ? 'package.json' : 'requirements.txt',
    folder: '',
    ecosystem,
    aside: false,
    offers: [],
    workspaces: [],
    scripts: [],
    engines: [],
    dependencies: [{ name: 'x', scope: 'runtime' as const, local: false, line: 2 }],
    unread: [],
  }));
  return { manifests, skipped: [], foreign: [] };
}
