import { setTimeout as wait } from 'node:timers/promises';
import { defineGatherer } from '../../kit/gatherer.ts';
import logLines from '../evidence/log-lines.ts';
import routes from '../evidence/routes.ts';
import startPlan from '../evidence/start-plan.ts';
import { findDocument, operationsToTry } from '../probes/document.ts';
import { launchOwn } from '../probing/launch.ts';
import { businessPaths, healthPaths } from '../probing/paths.ts';

const requestId = '5ea30000-0000-4000-8000-0000000010f5';
/** The same as W3C Trace Context writes it. */
const traceId = requestId.replaceAll('-', '');
/** Values that nobody else writes; each stands where services are known to log carelessly. */
const canaries = {
  'a password in a body': 'Canary-Passw0rd-7f3a91',
  'a bearer token': 'canary.token.7f3a91bb20c4',
  'a cookie': 'canary-cookie-7f3a91bb20c4',
  'an e-mail address in a body': 'canary-7f3a91@canary.invalid',
  'a token in the query': 'canary-query-7f3a91bb20c4',
} as const;
const signInLike = /login|sign-?in|auth|token|session|register|sign-?up|codes?$/i;
const flushMs = 500;
const missing = '/no-such-path-7f3a';

export default defineGatherer({
  brings: logLines,
  uses: ['sandbox'],
  needs: { start: startPlan },
  wants: { known: routes },
  harm: 'probes',
  limitMs: 600_000,
  async gather({ given: { start, known }, drivers: { sandbox }, signal }) {
    const { instance } = await launchOwn(sandbox, start, signal);
    const found = known?.routes ?? [];
    // The banner of the start may still be on its way.
    await wait(flushMs, undefined, { signal });
    const before = instance.logs().length;
    const ids = {
      'x-request-id': requestId,
      'x-correlation-id': requestId,
      traceparent: `00-${traceId}-5ea3000000000001-01`,
    };
    const headers = {
      ...ids,
      authorization: `Bearer ${canaries['a bearer token']}`,
      cookie: `session=${canaries['a cookie']}`,
    };
    const query = `access_token=${canaries['a token in the query']}`;
    const reading = [...businessPaths(found, 4), ...healthPaths(found).slice(0, 2), missing];
    let requests = 0;
    let echoed = false;
    for (const path of reading) {
      const answer = await instance.ask(
        { method: 'GET', path: `${path}?${query}`, headers, harm: 'probes' },
        signal,
      );
      requests += 1;
      echoed ||= answer.answered && answer.headers.some(([, value]) => namesRequest(value));
    }
    const body = JSON.stringify({
      email: canaries['an e-mail address in a body'],
      username: canaries['an e-mail address in a body'],
      password: canaries['a password in a body'],
    });
    const served = await findDocument({ ask: instance.ask, identities: [] }, found, signal);
    const posts = operationsToTry(served, found)
      .filter(({ method, route }) => method === 'POST' && signInLike.test(route) && !route.includes('{'))
      .map(({ route }) => route);
    const nothing = await instance.ask({ method: 'GET', path: missing, headers: ids, harm: 'none' }, signal);
    const walled = nothing.answered && isRefusal(nothing.status);
    requests += 1;
    let taken = false;
    for (const path of [...new Set([...posts, '/login'])].slice(0, 5)) {
      const answer = await instance.ask(
        {
          method: 'POST',
          path,
          // Without the false credentials, for which it would be turned away unread.
          headers: { ...ids, 'content-type': 'application/json' },
          body,
          harm: 'probes',
        },
        signal,
      );
      requests += 1;
      // Where every address refuses, nobody read the body.
      taken ||=
        answer.answered && ![404, 405].includes(answer.status) && !(isRefusal(answer.status) && walled);
    }
    await wait(flushMs, undefined, { signal });
    const all = instance.logs();
    // Blank lines and what the start prints tell nothing of requests; the rest is what is read at night.
    const lines = all.slice(before).filter((line) => line.trim() !== '');
    await instance.stop('SIGKILL', 0);
    const parsed = lines.map(parseLine);
    return {
      requests,
      requestId,
      echoed,
      lines: lines.length,
      jsonLines: parsed.filter((line) => line !== undefined).length,
      wholeLines: parsed.filter((line) => line !== undefined && isWhole(line)).length,
      plain: lines
        .filter((_, index) => parsed[index] === undefined)
        .slice(0, 5)
        .map((line) => line.slice(0, 200)),
      linesWithRequestId: lines.filter(namesRequest).length,
      leaked: Object.entries(canaries).flatMap(([planted, value]) => {
        const line = all.findIndex((one) => one.includes(value));
        return line < 0 ? [] : [{ planted, line: line + 1 }];
      }),
      planted: Object.keys(canaries).filter((planted) => taken || !planted.includes('body')),
    };
  },
});

function namesRequest(text: string): boolean {
  return text.includes(requestId) || text.includes(traceId);
}

function isRefusal(status: number): boolean {
  return status === 401 || status === 403;
}

function parseLine(line: string): Record<string, unknown> | undefined {
  if (!line.trimStart().startsWith('{')) return undefined;
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

/** Field names of the common loggers. */
function isWhole(line: Readonly<Record<string, unknown>>): boolean {
  const has = (...names: readonly string[]) => names.some((name) => line[name] !== undefined);
  return (
    has('time', 'timestamp', '@timestamp', 'ts', 'asctime', 'datetime') &&
    has('level', 'severity', 'levelname', 'lvl', 'log.level') &&
    has('msg', 'message', 'event')
  );
}
