import { CannotLook, defineGatherer } from '../../kit/gatherer.ts';
import type { Recipe } from '../../kit/sandbox.ts';
import startPlan from '../evidence/start-plan.ts';
import startRefusals from '../evidence/start-refusals.ts';
import { sayHow } from '../probing/launch.ts';

const mostAttempts = 10;
const atOnce = 3;
/** A service that will not start says so quickly; one that starts answers about as quickly as it did whole. */
const patienceMs = 20_000;
const signs = /JWT|SESSION|TOKEN_SECRET|SIGNING|COOKIE|SECRET_KEY|^APP_KEY|^SECRET$|SEALING|ENCRYPTION/;

export default defineGatherer({
  brings: startRefusals,
  uses: ['sandbox'],
  needs: { start: startPlan },
  limitMs: 900_000,
  async gather({ given: { start }, drivers: { sandbox }, signal }) {
    const { plan } = start;
    if (!plan) throw new CannotLook(start.because, sayHow);
    const whole = await sandbox.launch(plan, {}, signal);
    if (!whole.ready) throw new CannotLook(`the service did not start: ${whole.because}`, sayHow);
    await whole.instance.stop('SIGKILL', 0);
    // What the start line itself hands over is missed by the line, not by the service.
    const line = plan.steps.find(({ name }) => name === 'start')?.command ?? '';
    const chosen = choose(plan.environment)
      .filter(({ variable }) => !new RegExp(`\\$\\{?${variable}\\b`).test(line))
      .slice(0, mostAttempts);
    const queue = [...chosen];
    const attempts: Attempt[] = [];
    const work = async () => {
      for (let next = queue.shift(); next !== undefined; next = queue.shift())
        attempts.push(await tryWithout(next));
    };
    await Promise.all(Array.from({ length: atOnce }, work));
    const order = chosen.map(({ variable }) => variable);
    attempts.sort((a, b) => order.indexOf(a.variable) - order.indexOf(b.variable));
    return { startsWhole: true, attempts };

    async function tryWithout({ variable, kind }: { variable: string; kind: Kind }): Promise<Attempt> {
      if (!plan) throw new CannotLook(start.because, sayHow);
      const launched = await sandbox.launch(plan, { unset: [variable], readyLimitMs: patienceMs }, signal);
      if (launched.ready) await launched.instance.stop('SIGKILL', 0);
      else if (!launched.ran) throw new CannotLook(launched.because, sayHow);
      const output = launched.ready ? [] : launched.logs;
      const exitCode = launched.ready ? undefined : launched.ended?.exitCode;
      const named = output.some((line) => line.includes(variable));
      return {
        variable,
        kind,
        started: launched.ready,
        named,
        ...(exitCode === undefined ? {} : { exitCode }),
      };
    }
  },
});

interface Attempt {
  readonly variable: string;
  readonly kind: Kind;
  readonly started: boolean;
  readonly named: boolean;
  readonly exitCode?: number;
}

type Kind = 'signing-secret' | 'other-secret' | 'database' | 'address';

/** Signing secrets first: they matter most. */
function choose(environment: Readonly<Record<string, Recipe>>): { variable: string; kind: Kind }[] {
  const order: readonly Kind[] = ['signing-secret', 'database', 'other-secret', 'address'];
  const chosen = Object.entries(environment).flatMap(([variable, recipe]) => {
    const kind = kindOf(variable, recipe);
    return kind ? [{ variable, kind }] : [];
  });
  return chosen.toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
}

function kindOf(variable: string, recipe: Recipe): Kind | undefined {
  if (recipe.kind === 'secret') return signs.test(variable) ? 'signing-secret' : 'other-secret';
  if (recipe.kind === 'postgres')
    return recipe.part === 'url' && recipe.as !== 'service' && /OWNER|MIGRAT|ADMIN/.test(variable)
      ? undefined
      : recipe.part === 'url'
        ? 'database'
        : undefined;
  return recipe.kind === 'base-url' ? 'address' : undefined;
}
