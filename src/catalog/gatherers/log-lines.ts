import { setTimeout as wait } from 'node:timers/promises';
import { defineGatherer } from '../../kit/gatherer.ts';
import logLines from '../evidence/log-lines.ts';
import routes from '../evidence/routes.ts';
import startPlan from '../evidence/start-plan.ts';
import { launchOwn } from '../probing/launch.ts';
import { businessPaths, healthPaths } from '../probing/paths.ts';

const requestId = '5ea30000-0000-4000-8000-0000000010f5';
/** Values that nobody else writes; each stands where services are known to log carelessly. */
const canaries = {
  'a password in a body': 'Canary-Passw0rd-7f3a91',
  'a bearer token': 'canary.token.7f3a91bb20c4',
  'a cookie': 'canary-cookie-7f3a91bb20c4',
  'an e-mail address in a body': 'canary-7f3a91@canary.invalid',
  'a token in the query': 'canary-query-7f3a91bb20c4',
} as const;
const signInLike = /login|sign-?in|auth|token|session|register|sign-?up|codes?$/i;
const flushMs = 700;

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
    const before = instance.logs().length;
    const headers = {
      'x-request-id': requestId,
      authorization: `Bearer ${canaries['a bearer token']}`,
      cookie: `session=${canaries['a cookie']}`,
    };
    const query = `access_token=${canaries['a token in the query']}`;
    const reading = [...businessPaths(found, 4), ...healthPaths(found).slice(0, 2), '/no-such-path-7f3a'];
    let requests = 0;
    let echoed = false;
    for (const path of reading) {
      const answer = await instance.ask(
        { method: 'GET', path: `${path}?${query}`, headers, harm: 'probes' },
        signal,
      );
      requests += 1;
      echoed ||= answer.answered && answer.headers.some(([, value]) => value === requestId);
    }
    const body = JSON.stringify({
      email: canaries['an e-mail address in a body'],
      username: canaries['an e-mail address in a body'],
      password: canaries['a password in a body'],
    });
    const posts = found
      .filter(({ method, path }) => method === 'POST' && signInLike.test(path) && !path.includes('{'))
      .map(({ path }) => path);
    for (const path of [...new Set([...posts, '/login'])].slice(0, 5)) {
      await instance.ask(
        {
          method: 'POST',
          path,
          headers: { ...headers, 'content-type': 'application/json' },
          body,
          harm: 'probes',
        },
        signal,
      );
      requests += 1;
    }
    await wait(flushMs, undefined, { signal });
    const lines = instance.logs();
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
      linesWithRequestId: lines.slice(before).filter((line) => line.includes(requestId)).length,
      leaked: Object.entries(canaries).flatMap(([planted, value]) => {
        const line = lines.findIndex((one) => one.includes(value));
        return line < 0 ? [] : [{ planted, line: line + 1 }];
      }),
      planted: Object.keys(canaries),
    };
  },
});

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
