import type { DependencyRequest } from '../evidence/dependency-faults.ts';

type Fault = 'cut' | 'black-hole' | 'reset' | 'slow';
type Kind = 'database' | 'cache' | 'queue' | 'http' | 'mail';

/** One request while a dependency fails, for examples. */
export function during(more: Partial<DependencyRequest>): DependencyRequest {
  return { route: '/v1/orders', depends: true, atMs: 500, status: 503, tookMs: 40, ...more };
}

/** A fault that the service bears well, for examples, with what differs. */
export function faultWith(more: {
  readonly fault?: Fault;
  readonly kind?: Kind;
  readonly during?: readonly DependencyRequest[];
  readonly after?: readonly DependencyRequest[];
  readonly attempts?: readonly number[];
  readonly declared?: string;
  readonly processEnded?: boolean;
}) {
  return {
    dependency: more.kind === 'cache' ? 'redis' : 'payments',
    kind: more.kind ?? 'http',
    fault: more.fault ?? 'cut',
    lastedMs: 60_000,
    before: [during({ status: 200, tookMs: 20 })],
    during: [...(more.during ?? Array.from({ length: 20 }, (_, index) => during({ atMs: index * 1_000 })))],
    after: [...(more.after ?? [during({ status: 200, tookMs: 22, atMs: 65_000 })])],
    attempts: (more.attempts ?? []).map((atMs) => ({ atMs })),
    ...(more.declared === undefined ? {} : { declared: more.declared }),
    processEnded: more.processEnded ?? false,
  };
}
