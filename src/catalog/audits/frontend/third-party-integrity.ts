import { defineAudit } from '../../../kit/audit.ts';
import pageVisits from '../../evidence/page-visits.ts';
import { visit } from '../../page-visit-example.ts';
import pageScripts from '../../evidence/page-scripts.ts';

export default defineAudit({
  title: 'Scripts of third parties are held to a hash',
  failureTitle: 'A script of a third party is loaded without a hash',
  why: 'Whoever changes that file, on purpose or after a break-in, runs code in every session of your users.',
  fix: 'Serve the file yourself, or pin it: `<script src="…" integrity="sha384-…" crossorigin="anonymous">`. Where the provider changes it by design (payment, consent), waive the finding with the name of the provider.',
  refs: ['HTTP Observatory Subresource Integrity', 'OWASP ASVS V3'],
  severity: 'minor',
  state: 'trial',
  effortHours: 2,
  claims: ['subresource integrity', 'sri', 'third-party scripts', 'script integrity'],
  when: ['frontend', 'pages'],
  needs: { seen: pageVisits },
  signs: {
    from: { s: pageScripts },
    look: ({ s }) =>
      s.scripts.map(({ file, line, host, integrity }) => ({
        file,
        line,
        note: `script of ${host} ${integrity ? 'with' : 'without'} a hash`,
      })),
  },
  judge({ seen }) {
    const shown = seen.pages.filter((page) => page.textLength > 0);
    if (shown.length === 0) return { abstains: 'unknown', because: 'no page with content was visited' };
    const foreign = shown.flatMap((page) => page.scripts.filter((script) => script.thirdParty));
    const findings = [
      ...new Map(foreign.filter((script) => !script.integrity).map((script) => [hostOf(script.url), script])),
    ].map(([host, { url }]) => ({
      key: `no-integrity:${host}`,
      says: `A script of ${host} is loaded without an integrity hash.`,
      where: { url },
    }));
    return { looked: shown.length, findings };
  },
  examples: {
    pass: [{ given: { seen: { browser: 'chromium', pages: [visit({})] } } }],
    fail: [
      {
        given: {
          seen: {
            browser: 'chromium',
            pages: [
              visit({
                scripts: [{ url: 'https://cdn.example.net/widget.js', thirdParty: true, integrity: false }],
              }),
            ],
          },
        },
        findings: ['no-integrity:cdn.example.net'],
      },
    ],
    hollow: [
      {
        name: 'an empty page loads no scripts',
        given: { seen: { browser: 'chromium', pages: [visit({ textLength: 0 })] } },
        outcome: 'unknown',
      },
    ],
    absent: [{ given: { seen: { browser: 'chromium', pages: [] } }, outcome: 'unknown' }],
  },
});

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}
