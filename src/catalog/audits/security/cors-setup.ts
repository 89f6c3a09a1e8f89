import { defineAudit } from '../../../kit/audit.ts';
import type { Finding } from '../../../kit/where.ts';
import corsSetups from '../../evidence/cors-setups.ts';

export default defineAudit({
  title: 'The code lets no foreign page call with the credentials of its visitor',
  failureTitle: 'The code lets any page call with the credentials of its visitor',
  why: 'A page that the user merely visits can read and change everything that their session allows.',
  fix: 'List the origins that may call: `cors({ origin: ["https://app.example.dev"], credentials: true })`, `allow_origins=[…]`. Never reflect the Origin header together with credentials.',
  refs: ['OWASP ASVS 5.0 V3.4', 'Fetch standard: CORS protocol'],
  severity: 'blocker',
  state: 'trial',
  effortHours: 1,
  claims: [
    'cors configuration',
    'proper cross-origin handling',
    'cors origins restricted',
    'properly configured for cross-origin requests',
    'cors',
    'cors configured',
    'allowed origins',
    'cors properly configured',
    'cors policy',
    'cors settings',
    'cors restricted',
    'cors whitelist',
    'allowed_origins',
    'cors_origins',
  ],
  needs: { seen: corsSetups },
  judge({ seen }) {
    const setUps = seen.found.filter(
      (one) => one.options['origin'] !== undefined || one.options['credentials'] !== undefined,
    );
    const findings: Finding[] = setUps.flatMap(({ file, line, library, options }) => {
      const withCredentials = options['credentials'] === true || siblingAllows(setUps, file, options);
      // Starlette and Django answer a star with the caller's own origin once credentials are allowed.
      const open =
        options['origin'] === 'reflect' ||
        (options['origin'] === 'any' && /Starlette|django|cors$/.test(library));
      if (!open || !withCredentials) return [];
      return [
        {
          key: `open:${file}:${library}`,
          says: `${library} answers every origin and allows credentials.`,
          where: { file, line },
        },
      ];
    });
    if (findings.length > 0) return { looked: setUps.length, findings };
    const known = setUps.filter(
      ({ options }) =>
        options['origin'] === 'list' ||
        options['origin'] === 'none' ||
        (options['origin'] === 'any' && options['credentials'] !== true),
    );
    if (
      setUps.length > 0 &&
      known.length === setUps.filter(({ options }) => options['origin'] !== undefined).length &&
      known.length > 0
    )
      return { looked: known.length, findings };
    const because =
      setUps.length > 0
        ? 'Which origins are allowed is decided when the service runs.'
        : 'No CORS set-up was recognised in the code; without one browsers refuse foreign pages, unless something before the service allows them.';
    return {
      abstains: 'unknown',
      because,
      signs: setUps.map(({ file, line, library, options }) => ({
        file,
        line,
        note: `${library}, origin: ${String(options['origin'] ?? '?')}`,
      })),
    };
  },
  examples: {
    pass: [
      { given: { seen: seenWith({ origin: 'list', credentials: true }) } },
      { name: 'a star without credentials', given: { seen: seenWith({ origin: 'any' }) } },
    ],
    fail: [
      {
        given: { seen: seenWith({ origin: 'reflect', credentials: true }) },
        findings: ['open:src/app.ts:cors middleware'],
      },
    ],
    hollow: [
      {
        name: 'origins and credentials set apart',
        given: { seen: springWith('reflect', true) },
        findings: ['open:src/Cors.java:Spring'],
      },
      {
        name: 'a list that comes from the environment',
        given: { seen: seenWith({ origin: 'env', credentials: true }) },
        outcome: 'unknown',
      },
    ],
    absent: [
      {
        given: { seen: { found: [], looked: { files: 10, skipped: [], notUnderstood: [] } } },
        outcome: 'unknown',
      },
    ],
  },
});

type Options = Readonly<Record<string, string | number | boolean>>;

/** Django and Spring write origins and credentials as two settings. */
function siblingAllows(
  all: readonly { file: string; options: Options }[],
  file: string,
  options: Options,
): boolean {
  if (options['setting'] === undefined) return false;
  return all.some(
    (other) =>
      other.file === file && other.options['credentials'] === true && other.options['setting'] !== undefined,
  );
}

function seenWith(options: Record<string, string | boolean>) {
  return {
    found: [
      { file: 'src/app.ts', line: 9, library: 'cors middleware', does: 'configure', options, complete: true },
    ],
    looked: { files: 10, skipped: [], notUnderstood: [] },
  };
}

function springWith(origin: string, credentials: boolean) {
  const common = { file: 'src/Cors.java', library: 'Spring', does: 'configure', complete: true };
  return {
    found: [
      { ...common, line: 12, options: { setting: 'origins', origin } },
      { ...common, line: 14, options: { setting: 'credentials', credentials } },
    ],
    looked: { files: 10, skipped: [], notUnderstood: [] },
  };
}
