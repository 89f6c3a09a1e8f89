import { defineAudit } from '../../../kit/audit.ts';
import type { Finding } from '../../../kit/where.ts';
import envFiles from '../../evidence/env-files.ts';

export default defineAudit({
  title: 'Files with the values of the environment are not committed, and examples hold no secrets',
  failureTitle: 'Files with secrets of the environment are committed, or easily become so',
  why: 'Everyone who can read the repository, now or later, can log in as the service; and the values stay in the history after the file is gone.',
  fix: 'Remove the file from git (`git rm --cached .env`), add `.env` and `.env.*` (with `!.env.example`) to `.gitignore`, replace every secret that was in it, and keep only names in `.env.example`.',
  refs: ['Twelve-Factor App III', 'OWASP ASVS 5.0 V13.3'],
  severity: 'major',
  state: 'stable',
  effortHours: 2,
  claims: [
    '.env properly configured',
    '.env',
    'no committed env files',
    'secure config management',
    '.env files not committed',
    'env file ignored',
    '.env in .gitignore',
    '.gitignore',
    'env files excluded',
    '.env not committed',
  ],
  needs: { seen: envFiles },
  judge({ seen }) {
    const findings: Finding[] = [];
    const keepsLocal = seen.ignored.some(({ path, ignored }) => ignored && path.endsWith('.env.local'));
    for (const { file, kind, entries } of seen.files) {
      const secrets = entries.filter(
        (entry) => entry.secret && (entry.value === 'plain' || entry.value === 'random'),
      );
      if (kind === 'example' || kind === 'development' || kind === 'test') {
        if (kind === 'test') continue;
        for (const { name, line, value } of secrets) {
          if (value !== 'random') continue;
          findings.push({
            key: `value:${file}:${name}`,
            says: `${file} gives ${name} a value that looks real.`,
            where: { file, line },
          });
        }
        continue;
      }
      // Symfony and Vite commit .env as defaults; what is real then stands in .env.local, which git ignores.
      const given = keepsLocal
        ? secrets
        : entries.filter((entry) => entry.secret && /^(made-up|plain|random)$/.test(entry.value));
      const first = given[0];
      if (!first) continue;
      const names = given
        .slice(0, 4)
        .map((entry) => entry.name)
        .join(', ');
      findings.push({
        key: `committed:${file}`,
        says: `${file} is committed with values for ${names}.`,
        where: { file, line: first.line },
      });
    }
    const examples = seen.files.filter((one) => one.kind === 'example').map((one) => folderOf(one.file));
    for (const { path, ignored } of seen.ignored) {
      if (ignored || !/(^|\/)\.env$/.test(path) || !examples.includes(folderOf(path))) continue;
      if (seen.files.some((one) => one.file === path)) continue;
      findings.push({
        key: `not-ignored:${path}`,
        says: `git would take ${path} in: no .gitignore rule covers it.`,
        where: { file: '.gitignore', note: path },
      });
    }
    const covered = seen.ignored.filter(({ path, ignored }) => ignored && /(^|\/)\.env$/.test(path)).length;
    const unread = seen.skipped[0];
    if (findings.length === 0 && unread)
      return {
        abstains: 'unknown',
        because: `${unread.file} could not be read: ${unread.because}.`,
        signs: [{ file: unread.file }],
      };
    return { looked: seen.files.length + covered, findings };
  },
  examples: {
    pass: [
      {
        given: {
          seen: {
            files: [file('.env.example', 'example', ['JWT_SECRET', 'empty', true])],
            ignored: [ignored('.env', true)],
            skipped: [],
          },
        },
      },
      {
        name: 'defaults are committed and real values stay in .env.local',
        given: {
          seen: {
            files: [file('.env', 'live', ['DATABASE_URL', 'made-up', true])],
            ignored: [ignored('.env', false), ignored('.env.local', true)],
            skipped: [],
          },
        },
      },
      {
        name: 'only ports and names',
        given: {
          seen: {
            files: [file('.env', 'live', ['PORT', 'plain', false])],
            ignored: [ignored('.env', false)],
            skipped: [],
          },
        },
      },
    ],
    fail: [
      {
        given: {
          seen: {
            files: [file('.env.production', 'live', ['DB_PASSWORD', 'random', true])],
            ignored: [ignored('.env', true), ignored('.env.local', true)],
            skipped: [],
          },
        },
        findings: ['committed:.env.production'],
      },
      {
        name: 'an example that nothing keeps from becoming a committed .env',
        given: {
          seen: {
            files: [file('.env.example', 'example', ['API_KEY', 'random', true])],
            ignored: [ignored('.env', false)],
            skipped: [],
          },
        },
        findings: ['value:.env.example:API_KEY', 'not-ignored:.env'],
      },
    ],
    hollow: [
      {
        name: '.gitignore names .env and the file is committed all the same',
        given: {
          seen: {
            files: [file('.env', 'live', ['SECRET_KEY', 'made-up', true])],
            ignored: [ignored('.env', false)],
            skipped: [],
          },
        },
        findings: ['committed:.env'],
      },
    ],
    absent: [
      {
        given: { seen: { files: [], ignored: [ignored('.env', false)], skipped: [] } },
        outcome: 'not-applicable',
      },
    ],
  },
});

type File = { file: string; kind: 'live' | 'example' | 'test' | 'development'; entries: Entry[] };
type Entry = { name: string; line: number; value: 'empty' | 'made-up' | 'plain' | 'random'; secret: boolean };

function file(
  path: string,
  kind: File['kind'],
  ...entries: readonly (readonly [string, Entry['value'], boolean])[]
): File {
  return {
    file: path,
    kind,
    entries: entries.map(([name, value, secret], index) => ({ name, line: index + 1, value, secret })),
  };
}

function ignored(path: string, isIgnored: boolean) {
  return { path, ignored: isIgnored };
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}
