import { defineAudit } from '../../../kit/audit.ts';
import type { Given } from '../../../kit/evidence.ts';
import bundleScans from '../../evidence/bundle-scans.ts';
import envRead from '../../evidence/env-read.ts';

/** A public prefix before a name that sounds secret: the build puts its value into the bundle. */
const publicSecret =
  /^(VITE|NEXT_PUBLIC|REACT_APP|NUXT_PUBLIC|PUBLIC|EXPO_PUBLIC)_\w*(SECRET|PRIVATE|PASSWORD|SERVICE_ROLE|TOKEN)/;

export default defineAudit({
  title: 'What browsers get holds no secret and no variable of the server',
  failureTitle: 'What browsers get holds a secret or a variable of the server',
  why: 'Everything in a bundle or a source map is public: a key in it is in the hands of whoever looks.',
  fix: 'Take the value out of the front end, rotate it, and let the server make the call that needs it. Only variables with the public prefix (`NEXT_PUBLIC_`, `VITE_`) belong in a build; do not publish source maps.',
  refs: ['OWASP ASVS V13', 'CWE-540'],
  severity: 'blocker',
  state: 'trial',
  effortHours: 4,
  claims: ['no secrets in bundle', 'no hardcoded secrets', 'client-side secrets', 'no secrets in frontend'],
  when: ['frontend', 'pages'],
  needs: { seen: bundleScans },
  signs: {
    from: { e: envRead },
    look: ({ e }) =>
      e.reads
        .filter(({ name }) => publicSecret.test(name))
        .map(({ file, line, name }) => ({ file, line, note: `${name} goes into the build` })),
  },
  judge({ seen }) {
    const findings = [
      ...seen.secrets.map(({ url, line, kind }) => ({
        key: `secret:${kind}:${nameOf(url)}`,
        says: `${nameOf(url)} holds what looks like a ${kind}, on line ${line}.`,
        where: { url, line },
      })),
      ...seen.serverVariables.map(({ url, name }) => ({
        key: `variable:${name}:${nameOf(url)}`,
        says: `${nameOf(url)} holds the value of the server's variable ${name}.`,
        where: { url },
      })),
    ];
    const scripts = seen.files.filter((file) => file.bytes > 0);
    if (findings.length > 0) return { looked: scripts.length, findings };
    return scripts.length === 0
      ? { abstains: 'unknown', because: 'no script of a page was scanned' }
      : { looked: scripts.length, findings: [] };
  },
  examples: {
    pass: [{ given: { seen: scanned({}) } }],
    fail: [
      {
        given: {
          seen: scanned({ secrets: [{ url: app(), line: 1, kind: 'AWS access key', verified: false }] }),
        },
        findings: ['secret:AWS access key:app.js'],
      },
      {
        given: { seen: scanned({ serverVariables: [{ url: app(), name: 'DATABASE_URL' }] }) },
        findings: ['variable:DATABASE_URL:app.js'],
      },
    ],
    hollow: [
      {
        name: 'nothing was fetched',
        given: { seen: scanned({ files: [{ url: app(), kind: 'script', bytes: 0 }] }) },
        outcome: 'unknown',
      },
    ],
    absent: [{ given: { seen: scanned({ files: [] }) }, outcome: 'unknown' }],
  },
});

type Seen = Given<{ seen: typeof bundleScans }>['seen'];

function nameOf(url: string): string {
  return url.slice(url.lastIndexOf('/') + 1) || url;
}

function app(): string {
  return 'http://127.0.0.1:4100/assets/app.js';
}

function scanned(change: Partial<Seen>): Seen {
  return {
    files: [{ url: app(), kind: 'script', bytes: 180_000 }],
    secrets: [],
    serverVariables: [],
    ...change,
  };
}
