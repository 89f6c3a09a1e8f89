import { defineAudit } from '../../../kit/audit.ts';
import type { Given } from '../../../kit/evidence.ts';
import type { Finding } from '../../../kit/where.ts';
import vulnerabilities, { type Vulnerability } from '../../evidence/vulnerabilities.ts';

export default defineAudit({
  title: 'No dependency has a known critical or high vulnerability that a newer version fixes',
  failureTitle: 'A dependency has a known critical or high vulnerability that a newer version fixes',
  why: 'Published holes are scanned for by machines within days; the fix is one update away, for you and not for your users.',
  fix: 'Update the named package to the version that fixes it, or the package that brings it in. `npm audit fix`, `pip-audit --fix`, `bundle update --conservative NAME`, `cargo update -p NAME`, `go get NAME@VERSION`, `composer update NAME`. Where the hole cannot be reached, waive the finding with the reason and an end date.',
  refs: ['OpenSSF Scorecard Vulnerabilities', 'OSPS Baseline VM-05', 'OWASP ASVS V15.2'],
  severity: 'blocker',
  state: 'stable',
  effortHours: 4,
  claims: [
    'security vulnerabilities resolved',
    'no critical vulnerabilities',
    'zero critical',
    'zero high/critical vulnerabilities',
    'critical/high vulnerabilities',
    'critical vulnerabilities',
    'dependency audit',
    'pip-audit',
    'npm audit',
    'vulnerable dependencies',
    'no known vulnerabilities',
    'vulnerabilities fixed',
    'known vulnerabilities',
    'no high vulnerabilities',
    'no vulnerabilities',
    '0 vulnerabilities',
    'npm audit clean',
    'security vulnerabilities',
    'vulnerability free',
    'vulnerable components',
    'cve',
    'cves',
    'no vulnerable dependencies',
  ],
  limits: {
    maxCopyAgeDays: {
      default: 30,
      unit: 'days',
      about: 'How old the newest record of a stored copy of advisories may be.',
    },
  },
  needs: { seen: vulnerabilities },
  judge({ seen }, policy) {
    const ours = seen.found.filter((hit) => hit.development !== true && hit.fixedIn !== undefined);
    const findings = ours
      .filter((hit) => hit.severity === 'critical' || hit.severity === 'high')
      .map((hit) => findingOf(hit, seen.source));
    if (findings.length > 0) return { looked: seen.asked, findings: onePerKey(findings) };
    const doubt = doubtAbout(seen, policy.today, policy.limit('maxCopyAgeDays').value);
    if (doubt !== undefined) return { abstains: 'unknown', because: doubt };
    const unrated = ours.find((hit) => hit.severity === 'unknown');
    if (unrated) {
      const because = `${unrated.id} in ${unrated.name} ${unrated.version} has no severity; look whether it matters`;
      return {
        abstains: 'unknown',
        because,
        signs: [{ file: unrated.file, ...lineOf(unrated), note: unrated.id }],
      };
    }
    return { looked: seen.asked, findings: [] };
  },
  examples: {
    pass: [
      { given: { seen: answers({ found: [hit({ severity: 'moderate' })] }) } },
      {
        name: 'only in a development dependency',
        given: { seen: answers({ found: [hit({ development: true })] }) },
      },
      { name: 'no version fixes it', given: { seen: answers({ found: [hit({ fixedIn: undefined })] }) } },
    ],
    fail: [
      {
        given: { seen: answers({ found: [hit({})] }) },
        findings: ['GHSA-hvrm-45r6-mjfj:fastify:package-lock.json'],
      },
    ],
    hollow: [
      {
        name: 'a copy of advisories nobody has renewed for months',
        given: { seen: answers({ asOf: '2026-05-01' }) },
        outcome: 'unknown',
      },
      {
        name: 'half of the packages could not be asked about',
        given: { seen: answers({ notAsked: [{ name: 'flask 3.0.0', because: 'no records of PyPI' }] }) },
        outcome: 'unknown',
      },
      {
        name: 'a manifest without a lock file',
        given: { seen: answers({ unlocked: ['requirements.txt'] }) },
        outcome: 'unknown',
      },
      {
        name: 'a hole whose severity nobody states',
        given: { seen: answers({ found: [hit({ severity: 'unknown' })] }) },
        outcome: 'unknown',
      },
    ],
    absent: [{ given: { seen: answers({ asked: 0 }) }, outcome: 'unknown' }],
  },
});

type Seen = Given<{ seen: typeof vulnerabilities }>['seen'];

/** Why a list without findings proves nothing. */
function doubtAbout(seen: Seen, today: string, maxAgeDays: number): string | undefined {
  const [notAsked] = seen.notAsked;
  if (notAsked)
    return `${seen.notAsked.length} packages were not asked about, such as ${notAsked.name}: ${notAsked.because}`;
  const [unread] = seen.unread;
  if (unread !== undefined) return `${unread} could not be read`;
  const [unlocked] = seen.unlocked;
  if (unlocked !== undefined) return `${unlocked} has no lock file, so what is installed is not known`;
  if (seen.asked === 0) return 'there are no locked packages to ask about';
  if (seen.asOf !== undefined && Date.parse(today) - Date.parse(seen.asOf) > maxAgeDays * 86_400_000)
    return `the newest record of ${seen.source} is of ${seen.asOf}: renew the copy`;
  return undefined;
}

function findingOf(hit: Vulnerability, source: string): Finding {
  const names = [hit.id, ...hit.aliases.filter((alias) => alias.startsWith('CVE-'))].join(', ');
  return {
    key: `${hit.id}:${hit.name}:${hit.file}`,
    says: `${hit.name} ${hit.version} has a ${hit.severity} vulnerability (${names}): ${hit.summary}. ${hit.fixedIn} fixes it; asked: ${source}. Whether your code reaches it is not known.`,
    where: { file: hit.file, ...lineOf(hit) },
  };
}

function lineOf({ line }: Vulnerability): { line?: number } {
  return line === undefined ? {} : { line };
}

function onePerKey(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((finding) => [finding.key, finding])).values()];
}

interface Answers {
  readonly asOf?: string;
  readonly asked?: number;
  readonly notAsked?: { name: string; because: string }[];
  readonly unlocked?: string[];
  readonly found?: Vulnerability[];
}

function answers({
  asOf = '2026-11-19',
  asked = 120,
  notAsked = [],
  unlocked = [],
  found = [],
}: Answers): Seen {
  return {
    source: 'a copy of OSV with 9000 records',
    asOf,
    asked,
    notAsked,
    unlocked,
    unread: [] as string[],
    found,
  };
}

function hit(change: {
  severity?: Vulnerability['severity'];
  development?: boolean;
  fixedIn?: string | undefined;
}) {
  const { severity = 'high', development = false } = change;
  const fixedIn = 'fixedIn' in change ? change.fixedIn : '5.3.1';
  return {
    file: 'package-lock.json',
    line: 4,
    ecosystem: 'npm' as const,
    name: 'fastify',
    version: '5.2.0',
    development,
    id: 'GHSA-hvrm-45r6-mjfj',
    aliases: ['CVE-2026-40001'],
    severity,
    summary: 'A crafted header stops the server',
    ...(fixedIn === undefined ? {} : { fixedIn }),
  };
}
