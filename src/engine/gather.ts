import { createHash } from 'node:crypto';
import type { Drivers } from '../kit/drivers.ts';
import type { Evidence, Needs } from '../kit/evidence.ts';
import { CannotLook, type Gatherer } from '../kit/gatherer.ts';
import type { Trait } from '../kit/where.ts';
import type { Report } from './events.ts';
import { takeTurns } from './turns.ts';

export interface Kept {
  readonly name: string;
  readonly sha256: string;
  readonly value: unknown;
}

export interface Missing {
  readonly name: string;
  readonly because: string;
  readonly howTo: string;
}

/** What a run has in hand: each kind of evidence is kept or missing, never both. */
export interface Evidences {
  readonly kept: ReadonlyMap<string, Kept>;
  readonly missing: ReadonlyMap<string, Missing>;
}

export interface GatherOptions {
  readonly gatherers: ReadonlyMap<string, Gatherer>;
  readonly drivers: Partial<Drivers>;
  readonly traits: readonly Trait[];
  readonly before: Evidences;
  /** Leaves heavy gatherers out. */
  readonly quick?: boolean;
  readonly redact: (value: unknown) => unknown;
  readonly report: Report;
  readonly signal: AbortSignal;
}

type Brought = { readonly kept: Kept } | { readonly missing: Missing };

/** Runs gatherers side by side, each as soon as what it needs is there, each within its own time limit. */
export async function gather(options: GatherOptions): Promise<Evidences> {
  const byEvidence = new Map<string, [string, Gatherer]>();
  for (const entry of options.gatherers) byEvidence.set(entry[1].brings.name, entry);
  const started = new Map<string, Promise<Brought>>();

  function obtain(noun: Evidence, asking: readonly string[]): Promise<Brought> {
    const kept = options.before.kept.get(noun.name);
    if (kept) return Promise.resolve({ kept });
    const missing = options.before.missing.get(noun.name);
    if (missing) return Promise.resolve({ missing });
    const known = started.get(noun.name);
    if (known) return known;
    const found = byEvidence.get(noun.name);
    if (!found || asking.includes(noun.name)) {
      return Promise.resolve({
        missing: { name: noun.name, because: `nothing here brings ${noun.about}`, howTo: noun.howToGet },
      });
    }
    const brought = runGatherer(
      found[0],
      found[1],
      options,
      (need) => obtain(need, [...asking, noun.name]),
      turn,
    );
    started.set(noun.name, brought);
    return brought;
  }
  const turn = takeTurns(options.gatherers, (noun) => obtain(noun, []));

  const all = await Promise.all(
    [...options.gatherers.values()].map((gatherer) => obtain(gatherer.brings, [])),
  );
  const kept = new Map(options.before.kept);
  const missing = new Map(options.before.missing);
  for (const one of all) {
    if ('kept' in one) kept.set(one.kept.name, one.kept);
    else missing.set(one.missing.name, one.missing);
  }
  return { kept, missing };
}

async function runGatherer(
  id: string,
  gatherer: Gatherer,
  options: GatherOptions,
  obtain: (noun: Evidence) => Promise<Brought>,
  turn: (gatherer: Gatherer) => Promise<void>,
): Promise<Brought> {
  const { brings } = gatherer;
  const given: Record<string, unknown> = {};
  for (const [key, noun] of Object.entries<Evidence>(gatherer.needs)) {
    const brought = await obtain(noun);
    if ('missing' in brought) return { missing: { ...brought.missing, name: brings.name } };
    given[key] = brought.kept.value;
  }
  for (const [key, noun] of Object.entries<Evidence>(gatherer.wants)) {
    const brought = await obtain(noun);
    if ('kept' in brought) given[key] = brought.kept.value;
  }
  const drivers = pick(options.drivers, gatherer.uses);
  if (drivers && gatherer.heavy === true && options.quick === true)
    return missingNow(brings, 'it takes minutes, and --quick was given', 'run it again without --quick');
  if (!drivers) return missingNow(brings, 'this run has no way to look there', brings.howToGet);
  await turn(gatherer);
  options.report({ type: 'gatherer-began', gatherer: id });
  const startedAt = performance.now();
  const brought = await look(gatherer, { given, drivers, traits: options.traits }, options);
  const tookMs = Math.round(performance.now() - startedAt);
  if ('kept' in brought) {
    options.report({
      type: 'evidence-kept',
      gatherer: id,
      evidence: brings.name,
      sha256: brought.kept.sha256,
      tookMs,
    });
  } else {
    options.report({
      type: 'evidence-missing',
      gatherer: id,
      evidence: brings.name,
      because: brought.missing.because,
      tookMs,
    });
  }
  return brought;
}

async function look(
  gatherer: Gatherer,
  context: { given: Record<string, unknown>; drivers: Partial<Drivers>; traits: readonly Trait[] },
  options: GatherOptions,
): Promise<Brought> {
  const { brings, limitMs } = gatherer;
  const timeOut = AbortSignal.timeout(limitMs);
  const signal = AbortSignal.any([options.signal, timeOut]);
  try {
    const looking = gatherer.gather({
      // `given` was filled from exactly the needs, and `drivers` from exactly the uses, that type these two.
      given: context.given as never,
      drivers: context.drivers as never,
      traits: context.traits,
      signal,
    });
    const value = await Promise.race([looking, whenAborted(signal)]);
    return { kept: keep(brings, value, options.redact) };
  } catch (error) {
    if (options.signal.aborted) return missingNow(brings, 'the run was stopped', 'run it again');
    if (timeOut.aborted)
      return missingNow(
        brings,
        `looking took longer than ${limitMs / 1_000} s`,
        'run it again on a quieter machine',
      );
    if (error instanceof CannotLook) return missingNow(brings, error.message, error.howTo ?? brings.howToGet);
    const message = error instanceof Error ? error.message : String(error);
    return missingNow(
      brings,
      `gathering failed: ${String(options.redact(message))}`,
      'report this as a bug of Seaworthy',
    );
  }
}

/** Parses, redacts and hashes; the value judged is the value stored. */
export function keep(noun: Evidence, value: unknown, redact: (value: unknown) => unknown): Kept {
  const clean = noun.schema.parse(redact(JSON.parse(JSON.stringify(value))));
  return {
    name: noun.name,
    sha256: createHash('sha256').update(JSON.stringify(clean)).digest('hex'),
    value: clean,
  };
}

function missingNow(noun: Evidence, because: string, howTo: string): Brought {
  return { missing: { name: noun.name, because, howTo } };
}

function pick(drivers: Partial<Drivers>, names: readonly (keyof Drivers)[]): Partial<Drivers> | undefined {
  const present = names.flatMap((name) =>
    drivers[name] === undefined ? [] : [[name, drivers[name]] as const],
  );
  return present.length === names.length ? Object.freeze(Object.fromEntries(present)) : undefined;
}

function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, fail) => {
    if (signal.aborted) fail(signal.reason);
    signal.addEventListener('abort', () => fail(signal.reason), { once: true });
  });
}

/** The gatherers that bring the named evidence, and those that they stand on. */
export function gatherersFor(
  wanted: Iterable<Needs[string]>,
  gatherers: ReadonlyMap<string, Gatherer>,
): Map<string, Gatherer> {
  const chosen = new Map<string, Gatherer>();
  const queue = [...wanted].map((noun) => noun.name);
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    for (const [id, gatherer] of gatherers) {
      if (gatherer.brings.name !== name || chosen.has(id)) continue;
      chosen.set(id, gatherer);
      const stands = [...Object.values<Evidence>(gatherer.needs), ...Object.values<Evidence>(gatherer.wants)];
      queue.push(...stands.map((noun) => noun.name));
    }
  }
  return chosen;
}
