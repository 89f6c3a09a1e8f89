import { randomBytes } from 'node:crypto';
import type { AuthPlan, ProbedService } from '../kit/identities.ts';
import { CannotLook } from '../kit/gatherer.ts';
import type { SandboxDriver, StartPlan } from '../kit/sandbox.ts';
import type { ServiceDriver } from '../kit/service.ts';
import { enterAll, type Door } from './identities.ts';
import { cannotStart } from './start-failure.ts';

export const nobody: AuthPlan = { environment: {}, restricted: {}, identities: {} };

/** Copies of the sandbox to try things on: one for each name. */
export function probedCopies(
  sandbox: SandboxDriver,
  reading: () => Promise<AuthPlan>,
): ServiceDriver['openProbed'] {
  const copies = new Map<string, Promise<ProbedService>>();
  // All copies share one mailbox: whoever waits for a code there must be alone.
  let turn: Promise<unknown> = Promise.resolve();

  async function make(plan: StartPlan, signal: AbortSignal): Promise<ProbedService> {
    const auth = await reading();
    const secrets = secretsOf(plan);
    const environment = { ...secrets, ...auth.environment };
    const launched = await sandbox.launch(plan, { set: environment }, signal);
    if (!launched.ready) throw cannotStart(launched);
    const { instance, dependencies } = launched;
    const door: Door = {
      environment,
      ask: instance.ask,
      ...(dependencies.mail ? { mail: dependencies.mail } : {}),
      run: async (command, stop) => {
        const done = await sandbox.run(plan, { command, folder: '', limitMs: 30_000 }, stop);
        if (done.exitCode !== 0) throw new Error(`it ended with ${done.exitCode ?? 'a signal'}: ${command}`);
        return done.tail;
      },
    };
    const entering = turn.then(() => enterAll(auth, door, signal));
    turn = entering.catch(() => undefined);
    const entered = await entering;
    return {
      url: instance.url,
      ours: { instance, dependencies },
      ...entered,
      auth,
      secrets,
      ask: instance.ask,
    };
  }

  return (plan, copy, signal) => {
    if (!plan)
      return Promise.reject(
        new CannotLook('no way to start the service was found', 'say how under start: in seaworthy.yaml'),
      );
    const known = copies.get(copy) ?? make(plan, signal);
    copies.set(copy, known);
    return known;
  };
}

/** We hand them out ourselves, so that forged tokens can be signed with the right key as well as with a wrong one. */
function secretsOf({ environment }: StartPlan): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).flatMap(([name, recipe]) =>
      recipe.kind === 'secret' ? [[name, randomBytes(recipe.bytes).toString('base64url')]] : [],
    ),
  );
}
