import { CannotLook, defineGatherer } from '../../kit/gatherer.ts';
import type { SandboxDriver, StartPlan } from '../../kit/sandbox.ts';
import ci from '../evidence/ci.ts';
import manifests, { type Manifest } from '../evidence/manifests.ts';
import toolConfigs from '../evidence/tool-configs.ts';
import toolRuns, { type ToolRun } from '../evidence/tool-runs.ts';
import { whatIsLacking, lastLine } from '../tools/lacking.ts';
import { ownCommands } from '../tools/own-commands.ts';
import { runTool } from '../tools/run-tool.ts';
import { workshopOf } from '../tools/workshop.ts';

const mostCommands = 16;
const buildLimitMs = 300_000;

export default defineGatherer({
  brings: toolRuns,
  uses: ['repo', 'sandbox'],
  needs: { seen: manifests, configs: toolConfigs },
  wants: { pipelines: ci },
  limitMs: 900_000,
  heavy: true,
  async gather({ given: { seen, configs, pipelines }, drivers: { repo, sandbox }, traits, signal }) {
    const listed = (await repo.list()).filter((file) => file.kind === 'file');
    const paths = new Set(listed.map((file) => file.path));
    const clean = listed.every((file) => file.tracked);
    const runs: ToolRun[] = [];
    const notRun: { purpose: ToolRun['purpose']; command: string; folder: string; because: string }[] = [];
    const wished = ownCommands(seen.manifests, pipelines, configs.tools);
    for (const [index, own] of wished.entries()) {
      const plan = workshopOf(own.manifest, paths);
      const because =
        index >= mostCommands
          ? `more than ${mostCommands} commands check this repository`
          : plan === undefined
            ? 'how to install its tools is not understood'
            : await brokenInstall(sandbox, plan, signal);
      const outcome =
        because === undefined && plan
          ? await runTool(sandbox, plan, own, clean, signal)
          : { notRun: { command: own.text, folder: own.folder, because: because ?? '' } };
      if ('runs' in outcome) runs.push(...outcome.runs);
      else notRun.push(...own.tool.purposes.map((purpose) => ({ purpose, ...outcome.notRun })));
    }
    const folders = traits.filter(({ name }) => name === 'frontend').map(({ folder }) => folder);
    for (const manifest of seen.manifests.filter((one) => !one.aside && folders.includes(one.folder))) {
      const built = await build(sandbox, manifest, paths, clean, signal);
      if (!built) continue;
      if ('because' in built) notRun.push(built);
      else runs.push(built);
    }
    if (runs.length + notRun.length === 0)
      throw new CannotLook(
        'no script, CI step or configuration names a type checker, linter, formatter or build',
        'give package.json, the Makefile or CI a command that checks',
      );
    return { runs, notRun };
  },
});

/** Why the tools could not be installed; undefined when they are. */
async function brokenInstall(
  sandbox: SandboxDriver,
  plan: StartPlan,
  signal: AbortSignal,
): Promise<string | undefined> {
  const broken = (await sandbox.prepare(plan, signal)).find(({ exitCode }) => exitCode !== 0);
  return broken && `\`${broken.command}\` failed: ${lastLine(broken.tail)}`;
}

/** Errors that build tools print and go on over. */
const overlooked =
  /^.{0,200}\b(Skipping validation of types|Skipping linting|TS\d{4,5}: |error TS\d+).{0,200}$/gm;

async function build(
  sandbox: SandboxDriver,
  manifest: Manifest,
  paths: ReadonlySet<string>,
  cleanCheckout: boolean,
  signal: AbortSignal,
): Promise<ToolRun | { purpose: 'build'; command: string; folder: string; because: string } | undefined> {
  const { folder, scripts } = manifest;
  const plan = workshopOf(manifest, paths);
  if (!plan || manifest.ecosystem !== 'npm' || !scripts.some(({ name }) => name === 'build'))
    return undefined;
  const command = 'npm run build';
  const missed = (because: string) => ({ purpose: 'build' as const, command, folder, because });
  const because = await brokenInstall(sandbox, plan, signal);
  if (because !== undefined) return missed(because);
  const line = { command: `NODE_ENV=production ${command}`, folder, limitMs: buildLimitMs };
  const { exitCode, output, written, changed, tookMs } = await sandbox.work(plan, line, signal);
  if (exitCode === undefined) return missed(`it was stopped after ${Math.round(tookMs / 1_000)} s`);
  const problems = [...output.matchAll(/^(\S{1,300}?)[(:](\d+)[,:]\d+\)?:? .{0,20}(error.{0,300})$/gm)].map(
    ([, file = '', at, says = '']) => ({ file, line: Number(at), says }),
  );
  const lacking = whatIsLacking(output);
  if (exitCode !== 0 && (lacking !== undefined || problems.length === 0))
    return missed(lacking ?? `it ended with ${exitCode}: ${lastLine(output)}`);
  return {
    purpose: 'build',
    tool: 'npm',
    command,
    folder,
    cleanCheckout,
    exitCode,
    files: written + changed.length,
    problems: problems.slice(0, 20),
    changed: [...changed],
    ignored: exitCode === 0 ? [...output.matchAll(overlooked)].map(([text]) => text.trim()).slice(0, 20) : [],
    tookMs,
  };
}
