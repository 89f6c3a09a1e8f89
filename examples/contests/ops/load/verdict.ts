import { percentile, type Played, type Sample, type Step } from './open-loop.ts';

export const ERROR_SHARE_LIMIT = 0.001;
export const MEMORY_LIMIT_BYTES = 512 * 1024 * 1024;
const LATE_LIMIT_MS = 100;

export interface Line {
  readonly name: string;
  readonly requests: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  readonly errorShare: number;
}

export interface Verdict {
  readonly lines: readonly Line[];
  readonly breaches: readonly string[];
  /** Why the figures must not be used, when they must not. */
  readonly inconclusive: string | undefined;
}

export function judge(steps: readonly Step[], played: Played, memoryBytes: number | undefined): Verdict {
  const breaches: string[] = [];
  const lines: Line[] = [];
  for (const step of steps) {
    const line = lineOf(
      step.name,
      played.samples.filter((sample) => sample.step === step.name),
    );
    lines.push(line);
    if (!(line.p95Ms <= step.p95LimitMs))
      breaches.push(
        `${step.name}: p95 is ${line.p95Ms.toFixed(0)} ms, at most ${step.p95LimitMs} are allowed`,
      );
  }
  const all = lineOf('all', played.samples);
  lines.push(all);
  if (!(all.errorShare < ERROR_SHARE_LIMIT))
    breaches.push(
      `${(all.errorShare * 100).toFixed(2)} % of the answers were errors (${errors(played.samples)}); fewer than ${ERROR_SHARE_LIMIT * 100} % are allowed`,
    );
  if (memoryBytes !== undefined && memoryBytes > MEMORY_LIMIT_BYTES) {
    breaches.push(
      `the service uses ${Math.round(memoryBytes / 1024 / 1024)} MB, at most ${MEMORY_LIMIT_BYTES / 1024 / 1024} are allowed`,
    );
  }
  const late = !(played.lateP99Ms <= LATE_LIMIT_MS);
  return {
    lines,
    breaches,
    inconclusive: late
      ? `the generator itself was ${played.lateP99Ms.toFixed(0)} ms late (p99); use another machine or a lower rate`
      : undefined,
  };
}

function lineOf(name: string, samples: readonly Sample[]): Line {
  const tookMs = samples.map((sample) => sample.tookMs);
  const wrong = samples.filter((sample) => sample.outcome !== 'expected').length;
  return {
    name,
    requests: samples.length,
    p50Ms: percentile(tookMs, 50),
    p95Ms: percentile(tookMs, 95),
    p99Ms: percentile(tookMs, 99),
    // Nothing sent is no success.
    errorShare: samples.length === 0 ? 1 : wrong / samples.length,
  };
}

function errors(samples: readonly Sample[]): string {
  const counts = new Map<string, number>();
  for (const { outcome, status } of samples) {
    if (outcome !== 'expected')
      counts.set(String(status ?? 'no answer'), (counts.get(String(status ?? 'no answer')) ?? 0) + 1);
  }
  return [...counts].map(([what, count]) => `${count} × ${what}`).join(', ');
}

export function table(lines: readonly Line[]): string {
  const rows = lines.map((line) => [
    line.name,
    line.requests,
    line.p50Ms.toFixed(1),
    line.p95Ms.toFixed(1),
    line.p99Ms.toFixed(1),
    `${(line.errorShare * 100).toFixed(2)} %`,
  ]);
  return [['what', 'requests', 'p50 ms', 'p95 ms', 'p99 ms', 'errors'], ...rows]
    .map(
      ([name, ...cells]) => String(name).padEnd(20) + cells.map((cell) => String(cell).padStart(10)).join(''),
    )
    .join('\n');
}
