import { defineGatherer } from '../../kit/gatherer.ts';
import type { HttpQuestion } from '../../kit/http.ts';
import type { ServiceDriver } from '../../kit/service.ts';
import httpAnswers, { type Exchange } from '../evidence/http-answers.ts';
import routes from '../evidence/routes.ts';
import startPlan from '../evidence/start-plan.ts';
import { businessPaths, operationsPaths, specificationPaths, versionPaths } from '../probing/paths.ts';

const foreignOrigin = 'https://foreign-origin.invalid';
const requestId = '5ea30000-0000-4000-8000-00000000da7a';
const missing = '/no-such-path-7f3a';
const maxBodyLength = 4_000;

export default defineGatherer({
  brings: httpAnswers,
  uses: ['service'],
  wants: { start: startPlan, known: routes },
  limitMs: 600_000,
  async gather({ given: { start, known }, drivers: { service }, signal }) {
    const { url } = await service.open(start?.plan, signal);
    const found = known?.routes ?? [];
    const ask = (purpose: Exchange['purpose'], path: string, more: Partial<HttpQuestion> = {}) =>
      askOne(service, purpose, path, more, signal);
    const origin = { headers: { origin: foreignOrigin } };
    const asking = {
      headers: {
        origin: foreignOrigin,
        'access-control-request-method': 'DELETE',
        'access-control-request-headers': 'authorization',
      },
    };
    const exchanges = [await ask('home', '/'), await ask('missing', missing)];
    const ready = start?.plan?.readyPath;
    const business = new Set([...businessPaths(found, 8), ...(ready === undefined ? [] : [ready])]);
    for (const path of business) exchanges.push(await ask('business', path));
    const open =
      exchanges.find(({ purpose, status }) => purpose === 'business' && status !== undefined && status < 300)
        ?.path ?? '/';
    exchanges.push(
      await ask('foreign-origin', open, origin),
      await ask('foreign-origin-missing', missing, origin),
    );
    exchanges.push(await ask('preflight', open, { ...asking, method: 'OPTIONS' }));
    exchanges.push(await ask('request-id', open, { headers: { 'x-request-id': requestId } }));
    for (const path of operationsPaths(found)) exchanges.push(await ask('operations', path));
    for (const path of specificationPaths(found)) exchanges.push(await ask('specification', path));
    for (const path of versionPaths(found)) exchanges.push(await ask('version', path));
    return {
      scheme: url.startsWith('https:') ? ('https' as const) : ('http' as const),
      sandbox: service.kind === 'sandbox',
      foreignOrigin,
      requestId,
      exchanges,
    };
  },
});

async function askOne(
  service: ServiceDriver,
  purpose: Exchange['purpose'],
  path: string,
  more: Partial<HttpQuestion>,
  signal: AbortSignal,
): Promise<Exchange> {
  const answer = await service.ask({ method: 'GET', path, harm: 'none', ...more }, signal);
  const asked = { purpose, method: more.method ?? 'GET', path, tookMs: answer.tookMs };
  if (!answer.answered) return { ...asked, because: answer.because, headers: [], body: '' };
  const headers = answer.headers.map(([name, value]): [string, string] => [
    name,
    name === 'set-cookie' ? withoutValue(value) : value,
  ]);
  return { ...asked, status: answer.status, headers, body: answer.body.slice(0, maxBodyLength) };
}

/** The attributes of a cookie are evidence; its value is nobody's business. */
function withoutValue(cookie: string): string {
  return cookie.replace(/=[^;]*/, '=…');
}
