import { z } from 'zod';
import { defineGatherer } from '../../kit/gatherer.ts';
import forgeRuns from '../evidence/forge-runs.ts';

const repository = z.object({ default_branch: z.string() });
const answer = z.object({
  total_count: z.number(),
  workflow_runs: z.array(
    z.object({
      path: z.string(),
      name: z.string().nullish(),
      event: z.string(),
      head_branch: z.string().nullish(),
      head_sha: z.string(),
      status: z.string().nullish(),
      conclusion: z.string().nullish(),
      run_started_at: z.string().nullish(),
      created_at: z.string(),
      updated_at: z.string(),
      run_attempt: z.number().nullish(),
      html_url: z.string(),
      head_commit: z.object({ timestamp: z.string().nullish() }).nullish(),
    }),
  ),
});

export default defineGatherer({
  brings: forgeRuns,
  uses: ['forge'],
  limitMs: 60_000,
  async gather({ drivers: { forge }, signal }) {
    const { default_branch: defaultBranch } = repository.parse(await forge.get('', signal));
    const onBranch = `actions/runs?branch=${encodeURIComponent(defaultBranch)}&per_page=100`;
    const branch = answer.parse(await forge.get(onBranch, signal));
    // Runs for tags have the tag as their branch; releases and schedules tell themselves by their event.
    const released = answer.parse(await forge.get('actions/runs?event=release&per_page=30', signal));
    const pushed = answer.parse(await forge.get('actions/runs?event=push&per_page=100', signal));
    const byUrl = new Map(
      [...branch.workflow_runs, ...released.workflow_runs, ...pushed.workflow_runs].map((run) => [
        `${run.html_url} ${run.run_attempt}`,
        run,
      ]),
    );
    const runs = [...byUrl.values()].sort((a, b) => (a.created_at < b.created_at ? 1 : -1));
    return {
      defaultBranch,
      complete: branch.total_count <= branch.workflow_runs.length,
      runs: runs.slice(0, 200).map((run) => ({
        workflow: run.path.replace(/@.*$/, ''),
        name: run.name ?? run.path,
        event: run.event,
        ...(run.head_branch ? { branch: run.head_branch } : {}),
        commit: run.head_sha,
        status: run.status ?? 'unknown',
        ...(run.conclusion ? { conclusion: run.conclusion } : {}),
        ...(run.head_commit?.timestamp ? { committedAt: run.head_commit.timestamp } : {}),
        startedAt: run.run_started_at ?? run.created_at,
        endedAt: run.updated_at,
        attempt: run.run_attempt ?? 1,
        url: run.html_url,
      })),
    };
  },
});
