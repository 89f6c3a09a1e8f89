import type { Verdict } from '../../kit/audit.ts';
import type { LoadRun } from '../evidence/load-runs.ts';

/** A generator that is later than this says nothing about the service. */
const maxLagMs = 50;
const minRuns = 3;
const minRequests = 1_000;
/** Runs that differ by more are unstable: no value is picked. */
const maxSpread = 0.5;

type Measured = { readonly median: number; readonly spread: string } | { readonly because: string };

/** The median of at least three sound runs; disagreement is told, not averaged away. */
export function measure(runs: readonly LoadRun[], read: (run: LoadRun) => number): Measured {
  const sound = runs.filter((run) => run.generatorLagMs <= maxLagMs && run.requests >= minRequests);
  if (sound.length < minRuns) {
    return {
      because: `${sound.length} of ${runs.length} runs can be used: at least ${minRuns} with ${minRequests} requests and a generator that keeps up are needed.`,
    };
  }
  const values = sound.map(read).sort((a, b) => a - b);
  const middle = values[Math.floor(values.length / 2)] ?? 0;
  const [low, high] = [values[0] ?? 0, values.at(-1) ?? 0];
  if (middle > 0 && (high - low) / middle > maxSpread && high - low > 20)
    return { because: `Unstable: ${values.map((value) => Math.round(value)).join(', ')}.` };
  return { median: middle, spread: `${Math.round(low)}–${Math.round(high)}` };
}

/** One verdict per name of a run: above (or below) the bound is a finding, with the spread. */
export function judgeRuns(
  runs: readonly LoadRun[],
  options: {
    readonly read: (run: LoadRun) => number;
    readonly isBad: (median: number) => boolean;
    readonly says: (name: string, median: number, spread: string) => string;
    readonly key: string;
  },
): Verdict {
  const names = [...new Set(runs.map((run) => run.name))];
  const findings = [];
  let looked = 0;
  for (const name of names) {
    const mine = runs.filter((run) => run.name === name);
    const measured = measure(mine, options.read);
    if ('because' in measured) return { abstains: 'unknown', because: `${name}: ${measured.because}` };
    looked += mine.length;
    if (options.isBad(measured.median))
      findings.push({
        key: `${options.key}:${name}`,
        says: options.says(name, Math.round(measured.median), measured.spread),
        where: { url: name },
      });
  }
  return names.length === 0
    ? { abstains: 'unknown', because: 'Nothing was put under load.' }
    : { looked, findings };
}

/** Three good runs, for examples, with what differs. */
export function runsWith(more: Partial<LoadRun>, count = 3) {
  const run: LoadRun = {
    name: 'GET /v1/orders',
    plannedPerSecond: 200,
    sentPerSecond: 200,
    answeredPerSecond: 199,
    durationMs: 60_000,
    requests: 12_000,
    failed: 0,
    shed: 0,
    latencyMs: { p50: 12, p95: 40, p99: 90, max: 200 },
    generatorLagMs: 2,
    ...more,
  };
  return { build: 'abc1234', machine: '2 cores', runs: Array.from({ length: count }, () => run), memory: [] };
}
