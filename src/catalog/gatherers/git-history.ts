import { createHash } from 'node:crypto';
import { CannotLook, defineGatherer } from '../../kit/gatherer.ts';
import gitHistory from '../evidence/git-history.ts';

const maxCommits = 500;
const maxTags = 2_000;

/** Commit addresses of well-known bots; history carries only their fingerprints. */
const bots = new Map(
  (
    [
      ['dependabot', '49699333+dependabot[bot]@users.noreply.github.com'],
      ['dependabot', '27856297+dependabot-preview[bot]@users.noreply.github.com'],
      ['dependabot', 'support@dependabot.com'],
      ['renovate', '29139614+renovate[bot]@users.noreply.github.com'],
      ['renovate', 'bot@renovateapp.com'],
      ['renovate', 'renovate@whitesourcesoftware.com'],
      ['github-actions', '41898282+github-actions[bot]@users.noreply.github.com'],
      ['github-actions', 'action@github.com'],
      ['pre-commit-ci', '66853113+pre-commit-ci[bot]@users.noreply.github.com'],
    ] as const
  ).map(([bot, address]) => [fingerprint(address), bot]),
);

export default defineGatherer({
  brings: gitHistory,
  uses: ['git'],
  limitMs: 20_000,
  async gather({ drivers: { git } }) {
    if (!(await git.present())) throw new CannotLook('the folder is in no git repository', 'inspect a clone');
    const [head, log, tags, branches, origin] = await Promise.all([
      git.head(),
      git.log({ limit: maxCommits + 1 }),
      git.tags(),
      git.branches(),
      git.origin(),
    ]);
    const commits = log.slice(0, maxCommits).map((commit) => {
      const bot = bots.get(commit.author);
      return bot === undefined ? commit : { ...commit, bot };
    });
    return {
      head,
      commits,
      complete: log.length <= maxCommits && !head.shallow,
      tags: [...tags].sort((a, b) => (a.date < b.date ? 1 : -1)).slice(0, maxTags),
      branches: [...branches],
      ...(origin === undefined ? {} : { origin }),
    };
  },
});

function fingerprint(address: string): string {
  return createHash('sha256').update(address.toLowerCase()).digest('hex').slice(0, 12);
}
