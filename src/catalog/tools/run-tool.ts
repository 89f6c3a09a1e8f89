import type { SandboxDriver, StartPlan, WorkOutcome } from '../../kit/sandbox.ts';
import type { ToolRun } from '../evidence/tool-runs.ts';
import { inFolder } from '../starting/way.ts';
import { programWords } from './command-words.ts';
import { countOf, problemsIn } from './known-tools.ts';
import { lastLine } from './lacking.ts';
import type { OwnCommand } from './own-commands.ts';

const limitMs = 240_000;
/** Complaints about what is not there to be read: generated code, packages' types. The others may follow from these. */
const unresolved =
  /\bTS(2307|2688|7016|6053|5\d{3}|18\d{3})\b|import-not-found|import-untyped|reportMissing(Import|ModuleSource)|no-unresolved|could not import|no required module|cannot find package|missing go\.sum/;

export type Outcome =
  | { readonly runs: readonly ToolRun[] }
  | { readonly notRun: { readonly command: string; readonly folder: string; readonly because: string } };

/** Runs one check of the project and writes down what it said; a failure without a complaint is not one. */
export async function runTool(
  sandbox: SandboxDriver,
  plan: StartPlan,
  own: OwnCommand,
  cleanCheckout: boolean,
  signal: AbortSignal,
): Promise<Outcome> {
  const { tool, text: command, folder, manifest } = own;
  // Programs of a virtual environment name the place where it was made; its Python does not.
  const python = manifest.ecosystem === 'PyPI' ? 'python -m ' : '';
  const line = [`${python}${command}`, tool.tell].filter((part) => part !== undefined).join(' ');
  const seen = await sandbox.work(plan, { command: line, folder, limitMs }, signal);
  const { exitCode, output, reports, tookMs } = seen;
  const notRun = (because: string): Outcome => ({ notRun: { command, folder, because } });
  if (exitCode === undefined) return notRun(`it was stopped after ${Math.round(tookMs / 1_000)} s`);
  const lint =
    reports['eslint.json'] === undefined ? undefined : eslintReport(reports['eslint.json'], folder);
  const problems = (lint?.problems ?? problemsIn(output, tool)).map((one) => ({
    ...one,
    file: inFolder(folder, one.file.replace(/^\.\//, '')),
  }));
  const changed = tool.wouldChange === undefined ? [] : filesIn(output, tool.wouldChange, folder);
  if (unresolved.test(output) && exitCode !== 0)
    return notRun(`it misses modules or settings, perhaps generated ones: ${firstMatch(output)}`);
  if (exitCode !== 0 && problems.length + changed.length === 0)
    return notRun(`it ended with ${exitCode} and named no file: ${lastLine(output)}`);
  const failed = exitCode !== 0 || changed.length > 0;
  const files = failed ? undefined : await filesOf(seen, lint?.files);
  const purposes = tool.name === 'biome' ? biomePurposes(command) : tool.purposes;
  return {
    runs: purposes.map((purpose) => ({
      purpose,
      tool: tool.name,
      command,
      folder,
      cleanCheckout,
      exitCode,
      ...(files === undefined ? {} : { files }),
      problems,
      changed,
      ignored: [],
      tookMs,
    })),
  };

  async function filesOf(first: WorkOutcome, counted: number | undefined): Promise<number | undefined> {
    if (counted !== undefined) return counted;
    if (tool.files) return tool.files(first.output);
    if (!tool.count) return undefined;
    const again = { command: `${python}${tool.count.command(command)}`, folder, limitMs };
    const listed = await sandbox.work(plan, again, signal);
    const count = listed.exitCode === 0 ? countOf(listed.output, tool.count.lists) : 0;
    // The check itself did not say so: an empty list may be one that is not understood.
    return count === 0 ? undefined : count;
  }

  function firstMatch(text: string): string {
    return (text.split('\n').find((one) => unresolved.test(one)) ?? '').trim().slice(0, 200);
  }
}

function biomePurposes(command: string): ToolRun['purpose'][] {
  const verb = programWords(command)[1];
  return verb === 'format' ? ['format'] : verb === 'lint' ? ['lint'] : ['lint', 'format'];
}

function filesIn(output: string, shape: RegExp, folder: string): string[] {
  return [...output.matchAll(shape)]
    .flatMap((match) => match[1] ?? [])
    .map((file) => inFolder(folder, file))
    .slice(0, 200);
}

function eslintReport(text: string, folder: string): Pick<ToolRun, 'problems'> & { files: number } {
  // eslint's own report, written by the run just ended.
  const results = JSON.parse(text) as readonly {
    readonly filePath: string;
    readonly messages: readonly {
      readonly line?: number;
      readonly severity: number;
      readonly message: string;
    }[];
  }[];
  const problems = results.flatMap(({ filePath, messages }) =>
    messages.map(({ line, message }) => ({
      file: filePath.replace(/^.*?\/tree\//, '').replace(`${folder}/`, ''),
      says: message.slice(0, 300),
      ...(line === undefined ? {} : { line }),
    })),
  );
  return { files: results.length, problems: problems.slice(0, 20) };
}
