import { defineAudit } from '../../../kit/audit.ts';
import type { Finding } from '../../../kit/where.ts';
import gitHistory from '../../evidence/git-history.ts';
import updateBots from '../../evidence/update-bots.ts';

const updates =
  /^(build|chore|fix|ci|deps)\(deps[\w-]*\)|^(\[?\w+\]? ?)?bump \S+ from \S+ to |^(chore: |fix: )?update (dependency|module|image|docker|github action|node\.js|plugin|\S+ docker tag|all|patch|minor)\b/i;

/** What people write who raise versions themselves; not the version of the project. */
const byHand =
  /^(\w+(\([\w-]+\))?!?: )?(bump|upgrade|update) ((?!(the )?version\b|to \b|v?\d)\S|to (?!version\b|v?\d)[\w.@/-]{2,40} v?\d)/i;

export default defineAudit({
  title: 'A bot proposes dependency updates, and one was merged in the last two months',
  failureTitle: 'Dependencies are not kept up to date by anybody',
  why: 'A year of missed updates makes the one that closes a hole a project of weeks, at the worst moment.',
  fix: `Let a bot propose updates, grouped so that they are few, and merge them every week:

\`\`\`yaml
# .github/dependabot.yml
version: 2
updates:
  - package-ecosystem: npm
    directory: /
    schedule: { interval: weekly }
    groups:
      everything: { patterns: ['*'] }
\`\`\``,
  refs: ['OpenSSF Scorecard Dependency-Update-Tool', 'NIST SSDF RV.1'],
  severity: 'minor',
  state: 'stable',
  effortHours: 1,
  claims: [
    'update dependencies',
    'security patches',
    'security updates',
    'dependabot',
    'renovate',
    'security scans and updates',
    'outdated dependencies',
    'update strategy for dependencies',
    'patch management',
  ],
  limits: { days: { default: 60, unit: 'days', about: 'how old the newest merged update may be' } },
  needs: { set: updateBots, history: gitHistory },
  judge({ set, history }, policy) {
    const [bot] = set.bots;
    const merged = history.commits.find(
      (commit) => commit.bot === 'dependabot' || commit.bot === 'renovate' || updates.test(commit.subject),
    );
    const limit = policy.limit('days');
    // A clone knows nothing of what was merged after its newest commit.
    const newestCommit = history.commits[0];
    const cloneDays = newestCommit === undefined ? 0 : daysSince(newestCommit.date, policy.today);
    const days = merged === undefined ? undefined : daysSince(merged.date, policy.today);
    const fresh = days !== undefined && days - cloneDays <= limit.value;
    if (bot === undefined) {
      const [skipped] = set.skipped;
      if (skipped)
        return { abstains: 'unknown', because: `${skipped.file} could not be read: ${skipped.because}.` };
      if (fresh && merged)
        return {
          abstains: 'unknown',
          because:
            'Updates are merged, and no bot is configured in the repository; it may be configured outside.',
          signs: [{ commit: merged.hash }],
        };
      const where = { file: '.github/dependabot.yml' };
      const none = merged === undefined ? 'no update' : `no update of the last ${limit.value} days`;
      const says = `No bot that proposes updates is configured, and ${none} stands in the history.`;
      return { looked: 1, findings: [{ key: 'absent', says, where }] };
    }
    const findings: Finding[] = [];
    if (bot.off && set.bots.every((one) => one.off !== undefined))
      findings.push({
        key: `off:${bot.file}`,
        says: `${bot.bot} is configured, and ${bot.off.because}.`,
        where: { file: bot.file, line: bot.off.line },
      });
    if (findings.length === 0 && fresh && days > limit.value && merged)
      return {
        abstains: 'unknown',
        because: `Updates were merged until the newest commit here, which is ${cloneDays} days old; what came after it is not in this clone. To prove it: git pull.`,
        signs: [{ commit: merged.hash }],
      };
    const manual = history.commits.find((commit) => byHand.test(commit.subject));
    if (
      findings.length === 0 &&
      !fresh &&
      manual &&
      daysSince(manual.date, policy.today) - cloneDays <= limit.value
    )
      return {
        abstains: 'unknown',
        because: `${bot.bot} has no merged update of the last ${limit.value} days; people seem to raise versions themselves.`,
        signs: [{ commit: manual.hash, note: 'a commit that tells of an update' }],
      };
    if (findings.length === 0 && !fresh) {
      if (history.head.shallow)
        return {
          abstains: 'unknown',
          because: 'The clone is shallow: older commits are missing. To prove it: git fetch --unshallow.',
        };
      const oldest = history.commits.at(-1);
      if (history.complete && oldest && daysSince(oldest.date, policy.today) <= limit.value) {
        return {
          abstains: 'unknown',
          because: `The whole history is younger than ${limit.value} days (${limit.from}): the bot had no time to be judged by.`,
        };
      }
      const newest =
        days === undefined ? 'no update was merged' : `the newest update was merged ${days} days ago`;
      const says = `${bot.bot} is configured, and ${newest}, more than ${limit.value} days (${limit.from}).`;
      findings.push({ key: `silent:${bot.file}`, says, where: { file: bot.file, line: bot.line } });
    }
    return { looked: set.bots.length + 1, findings };
  },
  examples: {
    pass: [{ given: { set: configured({}), history: merging('2026-11-10T00:00:00Z') } }],
    fail: [
      {
        name: 'work went on, and no update was merged',
        given: {
          set: configured({}),
          history: {
            ...merging('2026-01-10T00:00:00Z'),
            commits: [
              { hash: 'beef', date: '2026-11-12T00:00:00Z', subject: 'Ship orders', author: 'a', parents: 1 },
              ...merging('2026-01-10T00:00:00Z').commits,
            ],
          },
        },
        findings: ['silent:.github/dependabot.yml'],
      },
    ],
    hollow: [
      {
        name: 'a configuration that opens nothing',
        given: {
          set: configured({ off: { line: 5, because: 'open-pull-requests-limit is 0' } }),
          history: merging('2026-11-10T00:00:00Z'),
        },
        findings: ['off:.github/dependabot.yml'],
      },
    ],
    absent: [
      {
        name: 'a bot for one package, and people who raise the others',
        given: {
          set: configured({}),
          history: {
            ...merging('2026-01-10T00:00:00Z'),
            commits: [
              {
                hash: 'beef',
                date: '2026-11-12T00:00:00Z',
                subject: 'bump nokogiri',
                author: 'a',
                parents: 1,
              },
              ...merging('2026-01-10T00:00:00Z').commits,
            ],
          },
        },
        outcome: 'unknown',
      },
      {
        name: 'people who write to what they raised',
        given: {
          set: configured({}),
          history: {
            ...merging('2026-01-10T00:00:00Z'),
            commits: [
              {
                hash: 'beef',
                date: '2026-11-12T00:00:00Z',
                subject: 'Upgrade to Aspire 13.1 (#939)',
                author: 'a',
                parents: 1,
              },
              ...merging('2026-01-10T00:00:00Z').commits,
            ],
          },
        },
        outcome: 'unknown',
      },
      {
        name: 'a clone that nobody brought up to date',
        given: { set: configured({}), history: merging('2026-08-18T00:00:00Z') },
        outcome: 'unknown',
      },
      {
        name: 'no configuration, and updates until the end of the clone',
        given: { set: { bots: [], skipped: [] }, history: merging('2026-08-18T00:00:00Z') },
        outcome: 'unknown',
      },
      {
        name: 'a repository of this month',
        given: {
          set: configured({}),
          history: {
            ...merging('2026-11-10T00:00:00Z'),
            commits: [
              { hash: 'c0ffee', date: '2026-11-10T00:00:00Z', subject: 'Start', author: 'a', parents: 0 },
            ],
          },
        },
        outcome: 'unknown',
      },
      {
        given: {
          set: { bots: [], skipped: [] },
          history: { ...merging('2026-11-10T00:00:00Z'), commits: [] },
        },
        outcome: 'fail',
        findings: ['absent'],
      },
    ],
  },
});

function daysSince(date: string, today: string): number {
  return Math.floor((Date.parse(today) - Date.parse(date)) / 86_400_000);
}

type Bot = ReturnType<typeof updateBots.schema.parse>['bots'][number];

function configured(more: Partial<Bot>) {
  const bot: Bot = {
    bot: 'dependabot',
    file: '.github/dependabot.yml',
    line: 2,
    ecosystems: ['npm'],
    ...more,
  };
  return { bots: [bot], skipped: [] };
}

function merging(date: string) {
  const commit = {
    hash: 'c0ffee',
    date,
    subject: 'build(deps): bump fastify',
    author: 'a',
    parents: 1,
    bot: 'dependabot' as const,
  };
  return {
    head: { commit: 'c0ffee', branch: 'main', shallow: false },
    commits: [commit],
    complete: true,
    tags: [],
    branches: ['main'],
  };
}
