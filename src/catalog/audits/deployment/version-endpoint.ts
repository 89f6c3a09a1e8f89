import { defineAudit } from '../../../kit/audit.ts';
import gitHistory from '../../evidence/git-history.ts';
import httpAnswers, { type Exchange } from '../../evidence/http-answers.ts';
import routes from '../../evidence/routes.ts';

const head = 'abc1234def5678abc1234def5678abc1234def56';
const versionPath = /(^|\/)(version|build|about|info|build-info|buildinfo|release)$/i;

export default defineAudit({
  title: 'The running service says which commit it was built from, and that commit is in the history',
  failureTitle: 'The running service does not say what was built, or says something unknown',
  why: 'At night nobody knows whether the fix is out; a rollback cannot be proven, and an error cannot be matched with code.',
  fix: 'Bake the commit into the image (`ARG APP_COMMIT`, `ENV APP_COMMIT=$APP_COMMIT`) and answer `{ "version": "1.2.0", "commit": "…" }` at `/version`.',
  refs: ['SLSA: provenance', 'Mercari production readiness checklist'],
  severity: 'minor',
  state: 'stable',
  effortHours: 1,
  claims: [
    'version endpoint',
    'tag the release',
    'release tag',
    'build information',
    'build info',
    'app version',
    'version reported',
    'commit hash exposed',
  ],
  needs: { answers: httpAnswers, history: gitHistory },
  signs: {
    from: { known: routes },
    look: ({ known }) =>
      known.routes
        .filter(({ path }) => versionPath.test(path))
        .map(({ file, line, path }) => ({ file, line, note: path })),
  },
  judge({ answers, history }) {
    const found = answers.exchanges.filter(
      (one) => one.purpose === 'version' && one.status === 200 && /json/.test(typeOf(one)),
    );
    const first = found[0];
    if (!first) return { abstains: 'unknown', because: 'No address for the version answered.' };
    const where = { url: first.path };
    const commits = first.body.match(/\b[0-9a-f]{7,40}\b/g) ?? [];
    const hashes = [history.head.commit, ...history.commits.map(({ hash }) => hash)];
    const known = commits.find((commit) => hashes.some((hash) => hash.startsWith(commit)));
    if (known !== undefined) return { looked: 1, findings: [] };
    if (commits.length === 0) {
      // A sandbox starts from the working tree: nobody has stamped a commit into it.
      if (answers.sandbox)
        return {
          abstains: 'unknown',
          because: `${first.path} names no commit; in a sandbox nothing was built that could carry one.`,
        };
      return {
        looked: 1,
        findings: [{ key: 'no-commit', says: `${first.path} answers without a commit.`, where }],
      };
    }
    // In a folder of a bigger repository only the commits of that folder are listed.
    const whole = history.complete && history.commits.some(({ hash }) => hash === history.head.commit);
    if (!whole)
      return {
        abstains: 'unknown',
        because: `${first.path} names ${commits[0]}, which may stand in the part of the history that is not here.`,
      };
    return {
      looked: 1,
      findings: [
        {
          key: 'unknown-commit',
          says: `${first.path} names ${commits[0]}, which is not in the history of this repository.`,
          where,
        },
      ],
    };
  },
  examples: {
    pass: [
      { given: { answers: answersWith('{"version":"1.2.0","commit":"abc1234"}'), history: historyWith() } },
    ],
    fail: [
      {
        given: { answers: answersWith('{"version":"1.2.0"}'), history: historyWith() },
        findings: ['no-commit'],
      },
      {
        given: { answers: answersWith('{"commit":"fffffff"}'), history: historyWith() },
        findings: ['unknown-commit'],
      },
    ],
    hollow: [
      {
        name: 'a commit that left this folder of a bigger repository alone',
        given: {
          answers: answersWith('{"commit":"fffffff"}'),
          history: { ...historyWith(), head: { commit: 'c0ffee1', branch: 'main', shallow: false } },
        },
        outcome: 'unknown',
      },
      {
        name: 'nothing is stamped in a sandbox',
        given: {
          answers: { ...answersWith('{"version":"development","commit":"unknown"}'), sandbox: true },
          history: historyWith(),
        },
        outcome: 'unknown',
      },
    ],
  },
});

function typeOf(one: Exchange): string {
  return (
    one.headers.find(([name]) => name === 'content-type')?.[1] ?? (one.body.startsWith('{') ? 'json' : '')
  );
}

function answersWith(body: string) {
  const exchange: Exchange = {
    purpose: 'version',
    method: 'GET',
    path: '/version',
    status: 200,
    headers: [['content-type', 'application/json']],
    body,
    tookMs: 3,
  };
  return {
    scheme: 'https' as const,
    sandbox: false,
    foreignOrigin: 'https://elsewhere.example',
    requestId: 'r',
    exchanges: [exchange],
  };
}

function historyWith() {
  const commit = { hash: head, date: '2026-11-10T09:00:00Z', subject: 'fix: x', author: 'a', parents: 1 };
  return {
    head: { commit: head, branch: 'main', shallow: false },
    commits: [commit],
    complete: true,
    tags: [],
    branches: ['main'],
  };
}
