import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { setTimeout as wait } from 'node:timers/promises';
import { CannotLook, harmLevels, type Harm } from '../kit/gatherer.ts';
import type { SandboxDriver } from '../kit/sandbox.ts';
import type { HttpAnswer, HttpQuestion, ServiceDriver } from '../kit/service.ts';

const usualLimitMs = 10_000;
const maxBodyBytes = 65_536;
/** Between requests to a service that is not ours. */
const politePauseMs = 150;

/** A calm instance of the sandbox, shared by all who only look. */
export function sandboxService(sandbox: SandboxDriver): ServiceDriver {
  let opened: ReturnType<ServiceDriver['open']> | undefined;
  return {
    kind: 'sandbox',
    open(plan, signal) {
      opened ??= (async () => {
        if (!plan)
          throw new CannotLook(
            'no way to start the service was found',
            'say how under start: in seaworthy.yaml',
          );
        const launched = await sandbox.launch(plan, {}, signal);
        if (!launched.ready) {
          const last = launched.logs
            .filter((line) => line.trim() !== '')
            .slice(-3)
            .join(' / ');
          throw new CannotLook(
            `the service did not start: ${launched.because}${last === '' ? '' : ` (${last})`}`,
            'mend the start, or say how under start: in seaworthy.yaml',
          );
        }
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
export function urlService(url: string, allowed: Harm): ServiceDriver {
  let turn: Promise<unknown> = Promise.resolve();
  return {
    kind: 'url',
    open: () => Promise.resolve({ url }),
    ask(question, signal) {
      const reading = ['GET', 'HEAD', 'OPTIONS'].includes(question.method.toUpperCase());
      const harm = reading ? question.harm : worse(question.harm, 'probes');
      if (harmLevels.indexOf(harm) > harmLevels.indexOf(allowed)) {
        return Promise.reject(
          new CannotLook(
            `${question.method} ${question.path} could do harm (${harm}) to a service that is not ours`,
            `pass --allow ${harm}`,
          ),
        );
      }
      const asked = turn.then(() => askOver(url, question, signal));
      turn = asked.then(
        () => wait(politePauseMs),
        () => wait(politePauseMs),
      );
      return asked;
    },
  };
}

function worse(one: Harm, other: Harm): Harm {
  return harmLevels.indexOf(one) > harmLevels.indexOf(other) ? one : other;
}

/** One exchange with `base`; never another host, whatever the path says. */
export function askOver(base: string, question: HttpQuestion, signal: AbortSignal): Promise<HttpAnswer> {
  const url = new URL(question.path, base);
  if (url.host !== new URL(base).host)
    return Promise.reject(new CannotLook(`${url.host} is not the service`));
  const began = performance.now();
  const tookMs = () => Math.round(performance.now() - began);
  const limitMs = question.limitMs ?? usualLimitMs;
  return new Promise((settle) => {
    const stop = AbortSignal.any([signal, AbortSignal.timeout(limitMs)]);
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const headers = {
      'user-agent': 'seaworthy',
      accept: '*/*',
      ...question.headers,
      ...(question.body === undefined ? {} : { 'content-length': String(Buffer.byteLength(question.body)) }),
    };
    const asking = send(
      url,
      { method: question.method, headers, agent: false, signal: stop, maxHeaderSize: 65_536 },
      (response) => {
        const chunks: Buffer[] = [];
        let bodyBytes = 0;
        response.on('data', (chunk: Buffer) => {
          if (bodyBytes < maxBodyBytes) chunks.push(chunk);
          bodyBytes += chunk.length;
          if (bodyBytes > 50_000_000) response.destroy();
        });
        response.on('close', () => {
          const body = Buffer.concat(chunks).subarray(0, maxBodyBytes).toString('utf8');
          settle({
            answered: true,
            status: response.statusCode ?? 0,
            headers: headersOf(response),
            body,
            bodyBytes,
            tookMs: tookMs(),
          });
        });
        response.on('error', () => undefined);
      },
    );
    asking.on('error', (error) => {
      const because = stop.aborted && !signal.aborted ? `no answer within ${limitMs} ms` : error.message;
      settle({ answered: false, because, tookMs: tookMs() });
    });
    asking.end(question.body);
  });
}

function headersOf(response: IncomingMessage): [string, string][] {
  const pairs: [string, string][] = [];
  for (let index = 0; index + 1 < response.rawHeaders.length; index += 2) {
    pairs.push([(response.rawHeaders[index] ?? '').toLowerCase(), response.rawHeaders[index + 1] ?? '']);
  }
  return pairs;
}
