import { defineAudit } from '../../../kit/audit.ts';
import moduleCopies from '../../evidence/module-copies.ts';
import routes from '../../evidence/routes.ts';

export default defineAudit({
  title: 'No module lies beside its own old copy',
  failureTitle: 'Old copies of modules lie beside the ones that run',
  why: 'A fix goes into the copy that does not run, or a route of the old copy answers still; nobody can tell which one counts.',
  fix: 'Delete the copy: git keeps the old version (`git log --follow -- <file>`). Where both are needed, give them names that say what differs.',
  refs: ['Twelve-Factor App I'],
  severity: 'minor',
  state: 'stable',
  effortHours: 1,
  claims: ['api route consistency', 'route consistency', 'no duplicate modules', 'duplicate code removed'],
  limits: { alikePercent: { default: 50, unit: '%', about: 'lines that stand in both files' } },
  needs: { seen: moduleCopies, routes },
  judge({ seen, routes: known }, policy) {
    const limit = policy.limit('alikePercent');
    const findings = seen.copies.flatMap(({ file, of, alikePercent }) => {
      const both = sharedRoutes(known.routes, file, of);
      if (alikePercent < limit.value && both.length === 0) return [];
      const why =
        both.length > 0 ? `both answer ${both[0]}` : `${alikePercent} % of its lines stand there too`;
      return [{ key: `copy:${file}`, says: `${file} is a copy of ${of}: ${why}.`, where: { file, line: 1 } }];
    });
    if (findings.length > 0) return { looked: seen.files, findings };
    const unread = seen.skipped[0];
    if (unread)
      return {
        abstains: 'unknown',
        because: `${unread.file} looks like a copy and could not be read.`,
        signs: [{ file: unread.file }],
      };
    if (seen.files === 0)
      return { abstains: 'unknown', because: 'There is no code here that Seaworthy knows.' };
    return { looked: seen.files, findings };
  },
  examples: {
    pass: [
      { given: { seen: seenWith(), routes: routesWith() } },
      {
        name: 'only the name is alike',
        given: { seen: seenWith(['src/price_old.ts', 'src/price.ts', 10]), routes: routesWith() },
      },
    ],
    fail: [
      {
        given: { seen: seenWith(['src/users_old.ts', 'src/users.ts', 80]), routes: routesWith() },
        findings: ['copy:src/users_old.ts'],
      },
      {
        name: 'little is alike, but both answer the same route',
        given: {
          seen: seenWith(['a/routes_v0_old.py', 'a/routes_v0.py', 20]),
          routes: routesWith('a/routes_v0_old.py', 'a/routes_v0.py'),
        },
        findings: ['copy:a/routes_v0_old.py'],
      },
    ],
    hollow: [
      {
        name: 'it looks like a copy and cannot be read',
        given: {
          seen: { ...seenWith(), skipped: [{ file: 'src/a_old.ts', because: 'binary' }] },
          routes: routesWith(),
        },
        outcome: 'unknown',
      },
    ],
    absent: [
      { given: { seen: { copies: [], files: 0, skipped: [] }, routes: routesWith() }, outcome: 'unknown' },
    ],
  },
});

function sharedRoutes(
  all: readonly { method: string; path: string; file: string }[],
  one: string,
  other: string,
): readonly string[] {
  const names = (file: string) =>
    all.filter((route) => route.file === file).map(({ method, path }) => `${method} ${path}`);
  const theirs = new Set(names(other));
  return names(one).filter((name) => theirs.has(name));
}

function seenWith(...copies: readonly (readonly [string, string, number])[]) {
  return {
    copies: copies.map(([file, of, alikePercent]) => ({ file, of, alikePercent })),
    files: 30,
    skipped: [],
  };
}

function routesWith(...files: readonly string[]) {
  return {
    routes: files.map((file) => ({
      file,
      line: 3,
      framework: 'Flask',
      method: 'GET',
      path: '/users',
      prefixKnown: true,
      guards: [],
      touches: [],
    })),
    dynamic: [],
    looked: { files: 30, skipped: [], notUnderstood: [] },
  };
}
