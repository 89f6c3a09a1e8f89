import type { ForgeDriver, GitDriver } from '../kit/drivers.ts';
import { CannotLook } from '../kit/gatherer.ts';

/** What the user allows: a token, and the API it is for where that is not github.com's. */
export interface ForgeConsent {
  readonly token: string;
  readonly apiUrl?: string;
}

const githubApi = 'https://api.github.com';
const limitMs = 15_000;
const maxBytes = 8_000_000;
const maxRequests = 300;
const maxAtOnce = 4;
const howTo = 'set GITHUB_TOKEN and pass --forge (GITHUB_API_URL for GitHub Enterprise)';

/**
 * GitHub's REST API for the repository that `origin` names; asked only when the user gave a token. The token goes to
 * the API that the user named, or to github.com for a repository of github.com: never to a host that only the
 * target's own configuration names.
 */
export function forgeDriver(git: GitDriver, consent: ForgeConsent | undefined): ForgeDriver {
  const answers = new Map<string, Promise<unknown>>();
  let base: Promise<string> | undefined;
  let asked = 0;
  let running = 0;
  const waiting: (() => void)[] = [];

  async function inTurn<T>(ask: () => Promise<T>): Promise<T> {
    if (running >= maxAtOnce) await new Promise<void>((go) => waiting.push(go));
    running += 1;
    try {
      return await ask();
    } finally {
      running -= 1;
      waiting.shift()?.();
    }
  }

  return {
    async get(path, signal) {
      if (consent === undefined) throw new CannotLook('the code host was not asked', howTo);
      base ??= baseOf(git, consent);
      const url = join(await base, path);
      const known = answers.get(url);
      if (known) return known;
      asked += 1;
      if (asked > maxRequests) throw new CannotLook(`more than ${maxRequests} questions to the code host`);
      const answer = inTurn(() => ask(url, consent.token, signal));
      answers.set(url, answer);
      // Asked again after a failure; a failure that nobody waits for is not a crash.
      answer.catch(() => answers.delete(url));
      return answer;
    },
  };
}

async function baseOf(git: GitDriver, consent: ForgeConsent): Promise<string> {
  const origin = await git.origin();
  if (origin === undefined)
    throw new CannotLook('the repository names no code host', 'give it a remote called origin');
  const api = (consent.apiUrl ?? githubApi).replace(/\/+$/, '');
  const { protocol, hostname } = new URL(api);
  if (protocol !== 'https:' && !/^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname))
    throw new CannotLook('the token is not sent over plain HTTP', 'give GITHUB_API_URL an https address');
  if (api === githubApi && !/^(www\.|ssh\.)?github\.com$/i.test(origin.host))
    throw new CannotLook(
      `the repository is at ${origin.host}, and only GitHub's API is understood`,
      'for GitHub Enterprise set GITHUB_API_URL to its address, such as https://github.acme.dev/api/v3',
    );
  const slug = origin.slug.split('/').map(encodeURIComponent).join('/');
  return `${api}/repos/${slug}`;
}

function join(base: string, path: string): string {
  if (path === '') return base;
  const url = new URL(`${base}/${path}`);
  if (!url.href.startsWith(`${base}/`)) throw new CannotLook('the question leaves the repository');
  return url.href;
}

async function ask(url: string, token: string, signal: AbortSignal): Promise<unknown> {
  const timeOut = AbortSignal.timeout(limitMs);
  const stop = AbortSignal.any([signal, timeOut]);
  let address = url;
  for (let hop = 0; hop < 3; hop += 1) {
    const response = await send(address, token, stop, timeOut);
    const next = response.headers.get('location');
    if (response.status < 300 || response.status >= 400 || next === null) return read(response, url, stop);
    await response.body?.cancel();
    const moved = new URL(next, address);
    // A renamed repository moves within its host; the token follows nowhere else.
    if (moved.origin !== new URL(url).origin)
      throw new CannotLook('the code host sends to another host, where the token does not go');
    address = moved.href;
  }
  throw new CannotLook('the code host sends from one address to the next');
}

async function send(
  url: string,
  token: string,
  signal: AbortSignal,
  timeOut: AbortSignal,
): Promise<Response> {
  try {
    return await fetch(url, {
      signal,
      redirect: 'manual',
      headers: {
        accept: 'application/vnd.github+json',
        authorization: `Bearer ${token}`,
        'user-agent': 'seaworthy',
        'x-github-api-version': '2022-11-28',
      },
    });
  } catch (error) {
    if (timeOut.aborted) throw new CannotLook(`the code host did not answer in ${limitMs / 1_000} s`);
    if (signal.aborted) throw error;
    throw new CannotLook('the code host cannot be reached', 'check the network and GITHUB_API_URL');
  }
}

async function read(response: Response, url: string, signal: AbortSignal): Promise<unknown> {
  const path = new URL(url).pathname.replace(/^.*?\/repos\/[^/]+\/[^/]+/, '') || '/';
  if (!response.ok) {
    await response.body?.cancel();
    throw refusal(response, path);
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > maxBytes)
      throw new CannotLook(`the code host answered ${path} with more than ${maxBytes} bytes`);
    if (signal.aborted) throw new CannotLook('the code host answered too slowly');
    chunks.push(chunk);
  }
  try {
    const parsed: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    return parsed;
  } catch {
    throw new CannotLook(`the code host answered ${path} with something that is not JSON`);
  }
}

function refusal(response: Response, path: string): CannotLook {
  const { status, headers } = response;
  const reset = Number(headers.get('x-ratelimit-reset'));
  if (status === 429 || (status === 403 && headers.get('x-ratelimit-remaining') === '0')) {
    const until = reset > 0 ? ` until ${new Date(reset * 1_000).toISOString()}` : '';
    return new CannotLook(`the code host's limit of questions is used up${until}`, 'run it again later');
  }
  if (status === 401)
    return new CannotLook('the code host refused the token (401)', 'give a valid GITHUB_TOKEN');
  if (status === 403) return new CannotLook(`the token may not read ${path} (403)`, rights);
  if (status === 404)
    return new CannotLook(`the code host knows no ${path}, or the token may not read it (404)`, rights);
  return new CannotLook(`the code host answered ${path} with ${status}`, 'run it again later');
}

const rights =
  'use a token that may read the repository, its Actions, code scanning, environments and administration';
