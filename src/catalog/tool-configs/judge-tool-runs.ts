import type { Verdict } from '../../kit/audit.ts';
import type { Given } from '../../kit/evidence.ts';
import type { Finding } from '../../kit/where.ts';
import toolRuns, { type ToolRun } from '../evidence/tool-runs.ts';

/** What the runs of one purpose show: each ended well, on a clean checkout, and looked at something. */
export function judgeToolRuns(
  seen: Given<{ seen: typeof toolRuns }>['seen'],
  purpose: ToolRun['purpose'],
  what: string,
): Verdict {
  const runs = seen.runs.filter((run) => run.purpose === purpose);
  const missed = seen.notRun?.find((one) => one.purpose === purpose);
  if (runs.length === 0 && !missed)
    return { abstains: 'unknown', because: `${what} was not among what was run` };
  const findings = runs.flatMap(problemsOf);
  if (findings.length > 0) return { looked: runs.length, findings };
  if (missed)
    return { abstains: 'unknown', because: `\`${missed.command}\` showed nothing: ${missed.because}` };
  const dirty = runs.find((run) => !run.cleanCheckout);
  if (dirty)
    return {
      abstains: 'unknown',
      because: `\`${dirty.command}\` ran on a tree with files that are not committed, not on a clean checkout`,
    };
  const silent = runs.find((run) => run.files === undefined);
  if (silent)
    return { abstains: 'unknown', because: `\`${silent.command}\` does not say how many files it looked at` };
  return { looked: runs.length, findings: [] };
}

function problemsOf({ tool, command, folder, exitCode, files, problems, changed }: ToolRun): Finding[] {
  const [first] = problems;
  const where = first
    ? { file: first.file, ...(first.line === undefined ? {} : { line: first.line }) }
    : { file: changed[0] ?? (folder === '' ? '.' : folder) };
  if (exitCode !== 0 || changed.length > 0) {
    const detail = first
      ? `, first: ${first.says}`
      : changed.length > 0
        ? `, it would change ${changed.length} files`
        : '';
    return [
      { key: `fails:${tool}:${folder}`, says: `\`${command}\` ended with ${exitCode}${detail}.`, where },
    ];
  }
  if (files !== 0) return [];
  return [
    {
      key: `checks-nothing:${tool}:${folder}`,
      says: `\`${command}\` passed without looking at a single file.`,
      where,
    },
  ];
}
