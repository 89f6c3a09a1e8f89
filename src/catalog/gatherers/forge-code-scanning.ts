import { z } from 'zod';
import type { ForgeDriver } from '../../kit/drivers.ts';
import { CannotLook, defineGatherer } from '../../kit/gatherer.ts';
import forgeCodeScanning from '../evidence/forge-code-scanning.ts';

const wanted = 10;
const repository = z.object({ default_branch: z.string(), html_url: z.string() });
const commits = z.array(
  z.object({
    sha: z.string(),
    html_url: z.string(),
    commit: z.object({ committer: z.object({ date: z.string() }).nullish() }),
  }),
);
const analysisList = z.array(
  z.object({
    ref: z.string(),
    commit_sha: z.string(),
    created_at: z.string(),
    error: z.string().nullish(),
    tool: z.object({ name: z.string() }),
  }),
);
const alertList = z.array(
  z.object({
    number: z.number(),
    created_at: z.string(),
    html_url: z.string(),
    rule: z.object({
      id: z.string().nullish(),
      severity: z.string().nullish(),
      security_severity_level: z.string().nullish(),
    }),
    tool: z.object({ name: z.string() }),
  }),
);
const checkRuns = z.object({
  check_runs: z.array(
    z.object({
      name: z.string(),
      conclusion: z.string().nullish(),
      app: z.object({ slug: z.string() }).nullish(),
    }),
  ),
});
const scanner =
  /codeql|sonar|semgrep|snyk|bandit|gosec|brakeman|checkmarx|veracode|fortify|deepsource|codacy|sast/i;

export default defineGatherer({
  brings: forgeCodeScanning,
  uses: ['forge'],
  limitMs: 60_000,
  async gather({ drivers: { forge }, signal }) {
    const { default_branch: branch, html_url: url } = repository.parse(await forge.get('', signal));
    const name = encodeURIComponent(branch);
    const listed = commits.parse(await forge.get(`commits?sha=${name}&per_page=${wanted}`, signal));
    const merges = listed.map((one) => ({
      commit: one.sha,
      date: one.commit.committer?.date ?? '',
      url: one.html_url,
    }));
    const [analyses, alerts, checkedBy] = await Promise.all([
      presentOr(forge, `code-scanning/analyses?per_page=100`, signal),
      presentOr(forge, `code-scanning/alerts?state=open&ref=refs/heads/${name}&per_page=100`, signal),
      Promise.all(merges.map((merge) => checksOf(forge, merge.commit, signal))),
    ]);
    return {
      defaultBranch: branch,
      url,
      merges,
      analyses:
        analyses === undefined
          ? ('absent' as const)
          : analysisList.parse(analyses).map((one) => ({
              tool: one.tool.name,
              commit: one.commit_sha,
              ref: one.ref,
              at: one.created_at,
              error: one.error ?? '',
            })),
      checkedBy: checkedBy.flat(),
      openAlerts: alertList.parse(alerts ?? []).map((one) => ({
        number: one.number,
        rule: one.rule.id ?? 'a rule',
        severity: one.rule.security_severity_level ?? one.rule.severity ?? 'unknown',
        tool: one.tool.name,
        since: one.created_at,
        url: one.html_url,
      })),
    };
  },
});

/** 404 here means that nothing was ever uploaded. */
async function presentOr(forge: ForgeDriver, path: string, signal: AbortSignal): Promise<unknown> {
  try {
    return await forge.get(path, signal);
  } catch (error) {
    if (error instanceof CannotLook && /\(404\)/.test(error.message)) return undefined;
    throw error;
  }
}

async function checksOf(forge: ForgeDriver, commit: string, signal: AbortSignal) {
  const { check_runs: runs } = checkRuns.parse(
    await forge.get(`commits/${commit}/check-runs?per_page=100`, signal),
  );
  return runs
    .filter((run) => scanner.test(`${run.name} ${run.app?.slug ?? ''}`))
    .map((run) => ({ commit, check: run.name, conclusion: run.conclusion ?? 'none' }));
}
