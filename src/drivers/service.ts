import { setTimeout as wait } from 'node:timers/promises';
import { CannotLook, harmLevels, type Harm } from '../kit/gatherer.ts';
import type { SandboxDriver } from '../kit/sandbox.ts';
import type { ServiceDriver } from '../kit/service.ts';
import type { AuthPlan, ProbedService } from '../kit/identities.ts';
import { askOver } from './http.ts';
import { enterAll } from './identities.ts';
import { probedCopies } from './probed-service.ts';
import { cannotStart } from './start-failure.ts';
import { meetOverTls } from './tls.ts';

/** Between requests to a service that is not ours. */
const politePauseMs = 150;
/** After so many in a row it is taken to be down, or to have shut us out. */
const mostUnanswered = 4;

/** A calm instance of the sandbox, shared by all who only look. */
export function sandboxService(sandbox: SandboxDriver, reading: () => Promise<AuthPlan>): ServiceDriver {
  let opened: ReturnType<ServiceDriver['open']> | undefined;
  return {
    kind: 'sandbox',
    openProbed: probedCopies(sandbox, reading),
    handshakes: () =>
      Promise.reject(
        new CannotLook('in the sandbox the service speaks plain HTTP', 'give its address: --url https://…'),
      ),
    open(plan, signal) {
      opened ??= (async () => {
        if (!plan)
          throw new CannotLook(
            'no way to start the service was found',
            'say how under start: in seaworthy.yaml',
          );
        const launched = await sandbox.launch(plan, {}, signal);
        if (!launched.ready) throw cannotStart(launched);
        return {
          url: launched.instance.url,
          ours: { instance: launched.instance, dependencies: launched.dependencies },
        };
      })();
      return opened;
    },
    async ask(question, signal) {
      if (!opened) throw new CannotLook('the service was asked before it was opened');
      return askOver((await opened).url, question, signal);
    },
  };
}

/** Somebody's running service: nothing beyond `allowed` is ever sent, and never in a hurry. */
export function urlService(url: string, allowed: Harm, reading: () => Promise<AuthPlan>): ServiceDriver {
  let turn: Promise<unknown> = Promise.resolve();
  let probed: Promise<ProbedService> | undefined;
  let met: Promise<void> | undefined;
  let unanswered = 0;
  const ask: ServiceDriver['ask'] = (question, signal) => {
    const onlyReads = ['GET', 'HEAD', 'OPTIONS'].includes(question.method.toUpperCase());
    const harm = onlyReads ? question.harm : worse(question.harm, 'probes');
    if (harmLevels.indexOf(harm) > harmLevels.indexOf(allowed)) {
      return Promise.reject(
        new CannotLook(
          `${question.method} ${question.path} could do harm (${harm}) to a service that is not ours`,
          `pass --allow ${harm}`,
        ),
      );
    }
    const asked = turn.then(async () => {
      if (unanswered >= mostUnanswered)
        throw new CannotLook(`${url} gave no answer ${unanswered} times in a row`, 'see what stops it');
      const answer = await askOver(url, question, signal);
      unanswered = answer.answered ? 0 : unanswered + 1;
      return answer;
    });
    turn = asked.then(
      () => wait(politePauseMs),
      () => wait(politePauseMs),
    );
    return asked;
  };
  /** One look before all others: an address where nobody is costs one wait, not a hundred. */
  function meet(signal: AbortSignal): Promise<void> {
    met ??= askOver(url, { method: 'GET', path: '/', harm: 'none' }, signal).then((answer) => {
      if (!answer.answered)
        throw new CannotLook(
          `${url} gave no HTTP answer: ${answer.because}`,
          'check the address, and that it runs',
        );
    });
    return met;
  }

  return {
    kind: 'url',
    async open(_plan, signal) {
      await meet(signal);
      return { url };
    },
    handshakes: (signal) => meetOverTls(url, signal),
    ask,
    openProbed(_plan, _copy, signal) {
      probed ??= Promise.all([reading(), meet(signal)]).then(async ([auth]) => ({
        url,
        auth,
        secrets: {},
        ask,
        ...(await enterAll(auth, { environment: {}, ask }, signal)),
      }));
      return probed;
    },
  };
}

function worse(one: Harm, other: Harm): Harm {
  return harmLevels.indexOf(one) > harmLevels.indexOf(other) ? one : other;
}
