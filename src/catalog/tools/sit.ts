import type { SandboxDriver, StartPlan } from '../../kit/sandbox.ts';
import type { Sitting } from '../evidence/suite-sittings.ts';
import type { TestFile } from '../evidence/test-files.ts';
import type { Suite } from './suites.ts';
import { agreeing, tryOnce, type Ran, type Try } from './try-suite.ts';

/** One run of one suite. */
const onceMs = 900_000;
const leastRuns = 3;
/** A suite as quick as this is run again and again, to see whether its runs agree. */
const quickMs = 15_000;

interface Sat {
  readonly tries: readonly Try[];
  readonly surroundings: Sitting['surroundings'];
  readonly because?: string;
}

/** First as on a bare clone; what fails there is tried again with the servers and variables of the service. */
export async function sit(
  sandbox: SandboxDriver,
  suite: Suite,
  plans: { readonly bare: StartPlan; readonly service: StartPlan | undefined },
  signal: AbortSignal,
): Promise<Sat> {
  const once = (plan: StartPlan) => tryOnce(sandbox, plan, suite, onceMs, signal);
  const first = await once(plans.bare);
  if (first.kind === 'good') return repeated(first, plans.bare, 'bare');
  const second = await once(plans.service ?? plans.bare);
  if (second.kind === 'good' && plans.service) return repeated(second, plans.service, 'service');
  const both = agreeing(first, second);
  return both.kind === 'nothing'
    ? { tries: [], surroundings: 'bare', because: both.because }
    : { tries: [both], surroundings: 'bare' };

  async function repeated(good: Ran, plan: StartPlan, surroundings: Sitting['surroundings']): Promise<Sat> {
    const tries: Try[] = [good];
    while (good.tookMs <= quickMs && tries.length < leastRuns) tries.push(await once(plan));
    const lost = tries.find((one) => one.kind === 'nothing');
    return { tries, surroundings, ...(lost?.kind === 'nothing' ? { because: lost.because } : {}) };
  }
}

/** Without the service's servers at hand, failures of tests that need some say nothing. */
export function trusted(sat: Sat, kindOf: (file: string | undefined) => TestFile['kind']): Sat {
  const failed = sat.tries.flatMap((one) =>
    one.kind === 'bad' ? one.reported.tests.filter((test) => test.outcome === 'fail') : [],
  );
  const needy = failed.find(({ file }) => !['unit', 'component'].includes(kindOf(file)));
  if (!needy) return sat;
  const because = `"${needy.name.slice(0, 100)}" failed, a test of the kind ${kindOf(needy.file)}, and how to start what it talks to is not known`;
  return { ...sat, tries: [], because };
}

/** Where the service's own servers and variables are at hand, as they are in a CI job with services. */
export function withServers(plan: StartPlan, start: StartPlan): StartPlan {
  const { PORT: _, NODE_ENV: __, ...environment } = start.environment;
  const migrate = start.steps.filter((step) => step.name === 'migrate');
  return { ...plan, steps: [...plan.steps, ...migrate], needs: start.needs, environment };
}
