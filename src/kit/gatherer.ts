import type { DriverName, Drivers } from './drivers.ts';
import type { Evidence, Given, Needs } from './evidence.ts';
import type { Trait } from './where.ts';

/** What an act may do to the target, from nothing to worst. */
export const harmLevels = ['none', 'probes', 'slows', 'interrupts', 'loses-data'] as const;
export type Harm = (typeof harmLevels)[number];

export interface GatherContext<N extends Needs, U extends DriverName, W extends Needs = Needs> {
  readonly given: Given<N> & Partial<Given<W>>;
  /** Only the drivers named in `uses`. */
  readonly drivers: Pick<Drivers, U>;
  readonly traits: readonly Trait[];
  /** Aborted when the time limit is over or the run is cancelled. */
  readonly signal: AbortSignal;
}

/** Looks, through drivers, and brings one kind of evidence. Id = file name under `catalog/gatherers`. */
export interface Gatherer<
  N extends Needs = Needs,
  U extends DriverName = DriverName,
  T = unknown,
  W extends Needs = Needs,
> {
  readonly unit: 'gatherer';
  readonly brings: Evidence<T>;
  readonly uses: readonly U[];
  readonly needs: N;
  /** Evidence it uses when there is some, and does without when not. */
  readonly wants: W;
  readonly harm: Harm;
  readonly limitMs: number;
  /** Keeps the machine busy: runs after everything that does not wait for it, one at a time, shortest limit first. */
  readonly heavy?: boolean;
  gather(context: GatherContext<N, U, W>): Promise<T>;
}

export function defineGatherer<
  T,
  const U extends DriverName,
  const N extends Needs = Record<never, never>,
  const W extends Needs = Record<never, never>,
>(
  gatherer: Omit<Gatherer<N, U, T, W>, 'unit' | 'needs' | 'wants' | 'harm'> & {
    readonly needs?: N;
    readonly wants?: W;
    readonly harm?: Harm;
  },
): Gatherer<N, U, T, W> {
  const { needs, wants, harm, ...rest } = gatherer;
  // Without them N and W are the empty record, which {} is; TypeScript cannot see the defaults through the generics.
  return {
    unit: 'gatherer',
    ...rest,
    needs: needs ?? ({} as N),
    wants: wants ?? ({} as W),
    harm: harm ?? 'none',
  };
}

/** Thrown by a gatherer or driver that cannot look: makes the audits `unknown` with this reason. */
export class CannotLook extends Error {
  override readonly name = 'CannotLook';
  readonly howTo: string | undefined;

  constructor(because: string, howTo?: string) {
    super(because);
    this.howTo = howTo;
  }
}
