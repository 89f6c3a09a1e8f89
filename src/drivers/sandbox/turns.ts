import { setTimeout as wait } from 'node:timers/promises';
import type { Instance, Launched } from '../../kit/sandbox.ts';

/** A copy that nobody has asked for so long may be put to sleep. */
const idleMs = 1_500;
const stopGraceMs = 2_000;

interface Sleeper {
  /** Waits until nobody uses the copy, then ends its process. */
  sleep(): Promise<void>;
}

/**
 * For a target that cannot be told its port: one copy lives at a time. Whoever is asked next is woken, with the
 * database and variables it had, as soon as the one that has the port is idle.
 */
export function takeTurns(): (bring: () => Promise<Launched>) => Promise<Launched> {
  let holder: Sleeper | undefined;
  let queue: Promise<unknown> = Promise.resolve();

  function inTurn(next: Sleeper, bring: () => Promise<Launched>): Promise<Launched> {
    const brought = queue.then(async () => {
      if (holder !== next) await holder?.sleep();
      holder = undefined;
      const launched = await bring();
      if (launched.ready) holder = next;
      return launched;
    });
    queue = brought.catch(() => undefined);
    return brought;
  }

  return async (bring) => {
    const copy = sleepingCopy((self) => inTurn(self, bring));
    return copy.first();
  };
}

function sleepingCopy(bring: (self: Sleeper) => Promise<Launched>) {
  let current: Instance | undefined;
  let waking: Promise<Instance> | undefined;
  let users = 0;
  let usedAt = performance.now();
  const past: string[] = [];

  const self: Sleeper = {
    async sleep() {
      while (current && !current.ended() && (users > 0 || performance.now() - usedAt < idleMs))
        await wait(50);
      const ending = current;
      if (!ending || ending.ended()) return;
      current = undefined;
      past.push(...ending.logs());
      await ending.stop('SIGTERM', stopGraceMs);
    },
  };

  function awake(): Promise<Instance> {
    if (current) return Promise.resolve(current);
    waking ??= bring(self)
      .then((launched) => {
        if (!launched.ready) throw new Error(`the service did not start again: ${launched.because}`);
        current = launched.instance;
        return current;
      })
      .finally(() => (waking = undefined));
    return waking;
  }

  async function using<T>(use: (instance: Instance) => Promise<T>): Promise<T> {
    users += 1;
    try {
      return await use(await awake());
    } finally {
      users -= 1;
      usedAt = performance.now();
    }
  }

  return {
    async first(): Promise<Launched> {
      const launched = await bring(self);
      if (!launched.ready) return launched;
      const first = launched.instance;
      current = first;
      usedAt = performance.now();
      const instance: Instance = {
        url: first.url,
        pid: first.pid,
        readyMs: first.readyMs,
        logs: () => [...past, ...(current?.logs() ?? [])],
        ended: () => current?.ended(),
        stop: (signal, graceMs) => using((one) => one.stop(signal, graceMs)),
        ask: (question, signal) => using((one) => one.ask(question, signal)),
        usage: async () => current?.usage(),
      };
      return { ...launched, instance };
    },
  };
}
