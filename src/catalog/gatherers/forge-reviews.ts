import { z } from 'zod';
import type { ForgeDriver } from '../../kit/drivers.ts';
import { defineGatherer } from '../../kit/gatherer.ts';
import forgeReviews from '../evidence/forge-reviews.ts';

const wanted = 30;
const person = z.object({ login: z.string(), type: z.string().optional() }).nullish();
const repository = z.object({ default_branch: z.string() });
const commits = z.array(
  z.object({ sha: z.string(), html_url: z.string(), author: person, parents: z.array(z.unknown()) }),
);
const pulls = z.array(
  z.object({
    number: z.number(),
    html_url: z.string(),
    user: person,
    merged_at: z.string().nullish(),
    base: z.object({ ref: z.string() }),
  }),
);
const reviews = z.array(z.object({ state: z.string(), user: person }));

export default defineGatherer({
  brings: forgeReviews,
  uses: ['forge'],
  limitMs: 90_000,
  async gather({ drivers: { forge }, signal }) {
    const { default_branch: branch } = repository.parse(await forge.get('', signal));
    const path = `commits?sha=${encodeURIComponent(branch)}&per_page=100`;
    const listed = commits.parse(await forge.get(path, signal));
    const changes = new Map<string, Change>();
    for (const commit of listed) {
      if (changes.size >= wanted) break;
      const found = pulls.parse(await forge.get(`commits/${commit.sha}/pulls`, signal));
      const pull = found.find((one) => one.merged_at && one.base.ref === branch);
      if (pull === undefined) changes.set(commit.sha, direct(commit));
      else if (!changes.has(`#${pull.number}`))
        changes.set(`#${pull.number}`, await reviewed(forge, commit.sha, pull, signal));
    }
    return { defaultBranch: branch, changes: [...changes.values()] };
  },
});

interface Change {
  readonly commit: string;
  readonly url: string;
  readonly pull?: number;
  readonly byBot: boolean;
  readonly approvals: number;
  readonly mergedAt?: string;
}

function direct(commit: z.infer<typeof commits>[number]): Change {
  return { commit: commit.sha, url: commit.html_url, byBot: isBot(commit.author), approvals: 0 };
}

async function reviewed(
  forge: ForgeDriver,
  commit: string,
  pull: z.infer<typeof pulls>[number],
  signal: AbortSignal,
): Promise<Change> {
  const given = reviews.parse(await forge.get(`pulls/${pull.number}/reviews?per_page=100`, signal));
  const approvers = given.filter(
    (one) => one.state === 'APPROVED' && one.user && one.user.login !== pull.user?.login && !isBot(one.user),
  );
  return {
    commit,
    url: pull.html_url,
    pull: pull.number,
    byBot: isBot(pull.user),
    approvals: new Set(approvers.map((one) => one.user?.login)).size,
    ...(pull.merged_at ? { mergedAt: pull.merged_at } : {}),
  };
}

function isBot(who: z.infer<typeof person>): boolean {
  return who?.type === 'Bot' || who?.login.endsWith('[bot]') === true;
}
