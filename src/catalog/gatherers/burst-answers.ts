import { defineGatherer } from '../../kit/gatherer.ts';
import type { HttpAnswer } from '../../kit/http.ts';
import type { Instance } from '../../kit/sandbox.ts';
import burstAnswers from '../evidence/burst-answers.ts';
import routes, { type Route } from '../evidence/routes.ts';
import startPlan from '../evidence/start-plan.ts';
import { launchOwn } from '../probing/launch.ts';
import { businessPaths } from '../probing/paths.ts';

const sentPerBurst = 300;
const atOnce = 50;
const forgedRequests = 10;
const signInLike = /(^|\/)(log-?in|sign-?in|token|sessions?|codes?|auth)(\/|$)/i;

export default defineGatherer({
  brings: burstAnswers,
  uses: ['sandbox'],
  needs: { start: startPlan },
  wants: { known: routes },
  harm: 'slows',
  limitMs: 600_000,
  async gather({ given: { start, known }, drivers: { sandbox }, signal }) {
    const { instance } = await launchOwn(sandbox, start, signal);
    const found = known?.routes ?? [];
    const bursts = [];
    const api = await mostTelling(instance, [...businessPaths(found, 12), '/'], signal);
    bursts.push(await burst(instance, 'api', 'GET', api, signal));
    const [signIn] = found.filter(isSignIn);
    if (signIn) bursts.push(await burst(instance, 'auth', 'POST', signIn.path, signal));
    await instance.stop('SIGKILL', 0);
    return { bursts };
  },
});

function isSignIn({ method, path }: Route): boolean {
  return method === 'POST' && signInLike.test(path) && !path.includes('{') && !/refresh|out/i.test(path);
}

/** A route that answers with data, else a page: those are often loaded by the dozen, and rightly. */
async function mostTelling(
  instance: Instance,
  paths: readonly string[],
  signal: AbortSignal,
): Promise<string> {
  let page: string | undefined;
  for (const path of paths) {
    const answer = await instance.ask({ method: 'GET', path, harm: 'none' }, signal);
    if (!answer.answered || answer.status >= 300) continue;
    if (!/html/.test(typeOf(answer) ?? '')) return path;
    page ??= path;
  }
  return page ?? '/';
}

function typeOf(answer: HttpAnswer): string | undefined {
  if (!answer.answered) return undefined;
  return answer.headers.find(([name]) => name === 'content-type')?.[1].split(';')[0];
}

async function burst(
  instance: Instance,
  tier: 'auth' | 'api',
  method: string,
  path: string,
  signal: AbortSignal,
) {
  const began = performance.now();
  const answers: Short[] = [];
  let sent = 0;
  let type: string | undefined;
  const ask = (headers: Readonly<Record<string, string>>) =>
    instance.ask(
      {
        method,
        path,
        harm: 'slows',
        headers: { 'content-type': 'application/json', ...headers },
        ...(method === 'POST'
          ? { body: '{"email":"nobody@burst.invalid","username":"nobody","password":"wrong-1234"}' }
          : {}),
      },
      signal,
    );
  const worker = async () => {
    while (sent < sentPerBurst && !answers.some(({ status }) => status === 429)) {
      sent += 1;
      const answer = await ask({});
      type ??= typeOf(answer) ?? 'no content';
      answers.push(short(answer, performance.now() - began));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  const tookMs = Math.round(performance.now() - began);
  const forged: Short[] = [];
  for (let index = 0; index < forgedRequests && answers.some(({ status }) => status === 429); index += 1) {
    const elsewhere = `203.0.113.${index + 1}`;
    forged.push(
      short(
        await ask({ 'x-forwarded-for': elsewhere, 'x-real-ip': elsewhere, forwarded: `for=${elsewhere}` }),
        performance.now() - began,
      ),
    );
  }
  return { tier, method, path, ...(type === undefined ? {} : { type }), sent, tookMs, answers, forged };
}

interface Short {
  readonly atMs: number;
  readonly status?: number;
  readonly retryAfter?: string;
  readonly limit?: string;
}

function short(answer: HttpAnswer, atMs: number): Short {
  if (!answer.answered) return { atMs: Math.round(atMs) };
  const header = (...names: readonly string[]) => answer.headers.find(([name]) => names.includes(name))?.[1];
  const retryAfter = header('retry-after');
  const limit = header('ratelimit-limit', 'x-ratelimit-limit', 'ratelimit-policy');
  return {
    atMs: Math.round(atMs),
    status: answer.status,
    ...(retryAfter === undefined ? {} : { retryAfter }),
    ...(limit === undefined ? {} : { limit }),
  };
}
