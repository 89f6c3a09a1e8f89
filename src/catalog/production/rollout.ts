import type { Where } from '../../kit/where.ts';
import type rolloutEvidence from '../evidence/rollout-timeline.ts';
import type { Kubernetes } from '../kubernetes/types.ts';
import type { Platforms } from '../platforms/types.ts';

export type Rollout = ReturnType<(typeof rolloutEvidence)['schema']['parse']>;

/** A minute of rolling over from one version to the next, for the examples of audits. */
export function aRollout(
  change: (
    second: Rollout['seconds'][number],
    at: number,
  ) => Partial<Rollout['seconds'][number]> = () => ({}),
): Rollout {
  const seconds = Array.from({ length: 60 }, (_, at) => {
    const shared = at >= 20 && at < 40;
    const plain = {
      atMs: at * 1_000,
      sent: 60,
      failed: 0,
      old: at < 20 ? 60 : shared ? 30 : 0,
      new: at < 20 ? 0 : shared ? 30 : 60,
    };
    return { ...plain, ...change(plain, at) };
  });
  return {
    from: '1.1.0',
    to: '1.2.0',
    strategy: 'canary',
    steps: [
      { atMs: 0, newShare: 0 },
      { atMs: 20_000, newShare: 0.5 },
      { atMs: 40_000, newShare: 1 },
    ],
    seconds,
  };
}

/** Where a strategy of rolling out is configured. */
export function strategySigns(kubernetes: Kubernetes, platforms: Platforms): Where[] {
  return [
    ...kubernetes.workloads.flatMap(({ file, line, kind, name, strategy }) =>
      strategy === undefined ? [] : [{ file, line, note: `${kind} ${name}: ${strategy}` }],
    ),
    ...kubernetes.documents
      .filter(({ kind }) => /^(Rollout|Canary|TrafficSplit|VirtualService)$/.test(kind))
      .map(({ file, line, kind, name }) => ({ file, line, note: `${kind} ${name ?? ''}`.trim() })),
    ...platforms.files.flatMap(({ file, programs }) =>
      programs.flatMap(({ strategy, name }) =>
        strategy ? [{ file, line: strategy.line, note: `${name}: ${strategy.value}` }] : [],
      ),
    ),
  ];
}
