import { defineAudit } from '../../../kit/audit.ts';
import type { Finding, Where } from '../../../kit/where.ts';
import secrets from '../../evidence/secrets.ts';

interface Hit {
  readonly file: string;
  readonly line: number;
  readonly kind: string;
  readonly fingerprint: string;
  readonly verified: boolean;
  readonly aside: boolean;
  readonly commit?: string;
}

export default defineAudit({
  title: 'No credential stands in the files or in the history of the repository',
  failureTitle: 'A credential that looks live stands in the repository',
  why: 'Whoever can read the repository, a leaked backup of it or an old clone, can use the credential: every customer record behind it is one copy away.',
  fix: 'Revoke the credential first: removing the line does not help, the history keeps it. Then read it from the environment or a secret store, and let the pipeline search for secrets on every change.',
  refs: ['NIST SSDF PS.1', 'OWASP ASVS 5.0 V13', 'OpenSSF OSPS BR-07'],
  severity: 'blocker',
  state: 'stable',
  effortHours: 4,
  claims: [
    'no hardcoded secrets',
    'no secrets',
    'secret detection',
    'secret scanning',
    'secrets detection',
    'gitleaks',
    'no hardcoded credentials',
    'hardcoded secrets',
    'hardcoded credentials',
    'no secrets in code',
    'secrets in code',
    'no secrets in git',
    'no secrets committed',
    'no credentials in code',
    'no api keys in code',
    'secrets in repository',
    'secrets scanned',
    'trufflehog',
    'hard-coded secrets',
    'exposed secrets',
    'no exposed credentials',
    'secrets removed',
    'no secrets in repository',
    'secrets not in version control',
    'secrets not committed',
    'secrets in version control',
  ],
  needs: { seen: secrets },
  judge({ seen }) {
    const { tree, history } = seen;
    const hits: Hit[] = [...tree.hits, ...(history?.hits ?? [])];
    const live = hits.filter((hit) => hit.verified && !hit.aside);
    if (live.length > 0) return { looked: tree.looked, findings: toFindings(live) };
    const doubtful = hits.map(toWhere);
    if (doubtful.length > 0) {
      return {
        abstains: 'unknown',
        because:
          'Values that look like credentials stand in tests, examples or documents: look whether they are made up.',
        signs: doubtful,
      };
    }
    if (tree.looked === 0) return { abstains: 'unknown', because: 'There is no file to look at.' };
    if (!history)
      return {
        abstains: 'unknown',
        because: 'The files hold none, but there is no git history to search here. Inspect a clone.',
      };
    if (history.shallow)
      return {
        abstains: 'unknown',
        because:
          'The files hold none, but the clone is shallow: most of the history is not here. Fetch it all (git fetch --unshallow; fetch-depth: 0 in a pipeline).',
      };
    if (!history.complete || tree.skipped.length > 0) {
      const signs = tree.skipped.map(({ file, because }): Where => ({ file, note: because }));
      return {
        abstains: 'unknown',
        because: notSearched(tree.skipped.length, history.complete ? undefined : history.skipped),
        signs,
      };
    }
    return { looked: tree.looked + history.looked, findings: [] };
  },
  examples: {
    pass: [
      {
        given: {
          seen: {
            tree: { looked: 40, skipped: [], hits: [] },
            history: { looked: 90, skipped: 0, complete: true, shallow: false, hits: [] },
          },
        },
      },
    ],
    fail: [
      {
        name: 'removed from the files, still in the history',
        given: {
          seen: {
            tree: { looked: 40, skipped: [], hits: [] },
            history: {
              looked: 90,
              skipped: 0,
              complete: true,
              shallow: false,
              hits: [
                {
                  file: 'src/mail.ts',
                  line: 3,
                  kind: 'sendgrid key',
                  fingerprint: 'a1',
                  verified: true,
                  aside: false,
                  commit: '0a1b2c3d4e5f',
                },
              ],
            },
          },
        },
        findings: ['sendgrid key:src/mail.ts'],
      },
    ],
    hollow: [
      {
        name: 'clean files in a shallow clone say nothing about the history',
        given: {
          seen: {
            tree: { looked: 40, skipped: [], hits: [] },
            history: { looked: 40, skipped: 0, complete: false, shallow: true, hits: [] },
          },
        },
        outcome: 'unknown',
      },
      {
        name: 'a long history that was searched in part',
        given: {
          seen: {
            tree: { looked: 40, skipped: [], hits: [] },
            history: { looked: 90, skipped: 12_000, complete: false, shallow: false, hits: [] },
          },
        },
        outcome: 'unknown',
      },
      {
        name: 'a key in a test may be made up',
        given: {
          seen: {
            tree: {
              looked: 40,
              skipped: [],
              hits: [
                {
                  file: 'test/key.pem',
                  line: 1,
                  kind: 'privatekey',
                  fingerprint: 'b2',
                  verified: true,
                  aside: true,
                },
              ],
            },
            history: { looked: 90, skipped: 0, complete: true, shallow: false, hits: [] },
          },
        },
        outcome: 'unknown',
      },
    ],
    absent: [{ given: { seen: { tree: { looked: 0, skipped: [], hits: [] } } }, outcome: 'unknown' }],
  },
});

/** One finding per kind and file; the history repeats what the files show. */
function notSearched(files: number, versions: number | undefined): string {
  const lacks = [
    ...(files > 0 ? [`${files} ${files === 1 ? 'file is' : 'files are'} too big or unreadable`] : []),
    ...(versions === undefined ? [] : [`${versions} older versions were not searched`]),
  ];
  const next = versions === undefined ? '' : ' Search all versions: seaworthy inspect --whole-history.';
  return `None was found, but ${lacks.join(', and ')}.${next}`;
}

function toFindings(hits: readonly Hit[]): Finding[] {
  const findings = new Map<string, Finding>();
  for (const hit of hits) {
    const key = `${hit.kind}:${hit.file}`;
    if (findings.has(key)) continue;
    const place = hit.commit === undefined ? '' : ` (in the history, commit ${hit.commit})`;
    findings.set(key, {
      key,
      says: `${hit.file} holds a credential: ${hit.kind}${place}.`,
      where: toWhere(hit),
    });
  }
  return [...findings.values()];
}

function toWhere({ file, line, kind, commit }: Hit): Where {
  return { file, line, note: kind, ...(commit === undefined ? {} : { commit }) };
}
