import type { SandboxDriver, StartPlan } from '../../kit/sandbox.ts';
import { lastLine, whatIsLacking } from './lacking.ts';
import { readSuiteReports, type Reported, type ReportedTest } from './suite-reports.ts';
import type { Suite } from './suites.ts';

export interface Ran {
  readonly kind: 'good' | 'bad';
  readonly reported: Reported;
  readonly exitCode: number;
  readonly tookMs: number;
}
export type Try = Ran | { readonly kind: 'nothing'; readonly because: string };

/** A failure that speaks of values, not of the world around. */
const assertion = /\bassert|AssertionError|\bexpect(ed)?\b|\bwant(ed)?\b|\bgot\b|not equal/i;

/** Runs a suite once. */
export async function tryOnce(
  sandbox: SandboxDriver,
  plan: StartPlan,
  suite: Suite,
  limitMs: number,
  signal: AbortSignal,
): Promise<Try> {
  const { command = '', folder, lay = {} } = suite;
  const broken = (await sandbox.prepare(plan, signal)).find(({ exitCode }) => exitCode !== 0);
  if (broken) return { kind: 'nothing', because: `\`${broken.command}\` failed: ${lastLine(broken.tail)}` };
  const seen = await sandbox.work(plan, { command, folder, limitMs, lay }, signal);
  const { exitCode, output, tookMs } = seen;
  if (exitCode === undefined)
    return { kind: 'nothing', because: `it was stopped after ${Math.round(tookMs / 1_000)} s` };
  const reported = readSuiteReports(seen.reports);
  if (!reported)
    return {
      kind: 'nothing',
      because: `it ended with ${exitCode} and wrote no report: ${whatIsLacking(output) ?? lastLine(output)}`,
    };
  const executed = reported.tests.filter((test) => test.outcome !== 'skip');
  const good = exitCode === 0 && executed.length > 0 && executed.every((test) => test.outcome === 'pass');
  if (good) return { kind: 'good', reported, exitCode, tookMs };
  const failed = reported.tests.filter((test) => test.outcome === 'fail');
  const lacking = whatIsLacking([output, ...failed.map((test) => test.says ?? '')].join('\n'));
  const because = lacking ?? noAssertion(failed);
  // Many tests that fail where none passes are a missing world more often than a broken program.
  if (failed.length > 0 && because !== undefined)
    return { kind: 'nothing', because: `${failed.length} tests failed, and ${because}` };
  if (failed.length > 0 && failed.length === executed.length && executed.length > 2)
    return {
      kind: 'nothing',
      because: 'every test failed, as they do when something around them is missing',
    };
  if (failed.length === 0 && lacking !== undefined) return { kind: 'nothing', because: lacking };
  return { kind: 'bad', reported, exitCode, tookMs };
}

function noAssertion(failed: readonly ReportedTest[]): string | undefined {
  const odd = failed.find((test) => !assertion.test(test.says ?? ''));
  return odd && `"${odd.name.slice(0, 100)}" failed by something else than an assertion`;
}

/** Failures count when both runs have them: what came and went is no verdict on the code. */
export function agreeing(first: Try, second: Try): Try {
  if (first.kind !== 'bad' || second.kind !== 'bad') {
    const quiet = [first, second].find((one) => one.kind === 'nothing');
    return quiet ?? { kind: 'nothing', because: 'two runs in a row did not agree' };
  }
  const keyOf = (test: ReportedTest) => `${test.file ?? ''}\0${test.name}`;
  const again = new Set(second.reported.tests.filter((test) => test.outcome === 'fail').map(keyOf));
  const same = first.reported.tests
    .filter((test) => test.outcome === 'fail')
    .every((test) => again.has(keyOf(test)));
  return same ? first : { kind: 'nothing', because: 'tests failed in one run and passed in the next' };
}
