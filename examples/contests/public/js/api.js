// Who is signed in, and calls in their name. The refresh token is in a cookie that no script can read; the access token works for ten minutes and
// stays in this tab, so that going from page to page does not use up a refresh token each time.
const PERSON = 'contests.person';
const ACCESS = 'contests.access';
const CSRF = 'contests.csrf';
const EARLY_MS = 30_000;
const LIMIT_MS = 15_000;
const PAUSE_MS = 2_000;

// Asked for while the rest of the page still arrives.
void accessToken().catch(() => undefined);

/** What is shown at once: role and id. It proves nothing; the service checks the token. */
export function person() {
  return parsed(localStorage.getItem(PERSON));
}

/** `stale` is a token that was just refused; without it a kept one is good enough. */
export async function accessToken(stale) {
  if (person() === undefined) return undefined;
  return (
    freshToken(stale) ??
    // One at a time, in all tabs: a refresh token that is used twice counts as copied, and ends the session.
    navigator.locks.request('contests.refresh', () => freshToken(stale) ?? refresh())
  );
}

export async function signIn(address, code) {
  const answer = await sendAtOnce('/v1/sign-in', { ...address, code, keepIn: 'cookie' });
  if (answer.ok) {
    keep(await answer.json());
    await newCsrfToken();
  }
  return answer;
}

export async function signOut() {
  const token = await accessToken();
  forget();
  if (token === undefined) return;
  await fetch('/v1/sign-in', { method: 'DELETE', headers: { authorization: `Bearer ${token}` } });
}

export function forget() {
  localStorage.removeItem(PERSON);
  localStorage.removeItem(CSRF);
  sessionStorage.removeItem(ACCESS);
}

async function refresh() {
  const answer = await refreshWith(localStorage.getItem(CSRF) ?? (await newCsrfToken()));
  if (answer.ok) return keep(await answer.json());
  // Only a clear "no" ends the session here; a busy service does not.
  if (answer.status === 401) forget();
  return undefined;
}

async function refreshWith(csrfToken) {
  const answer = await sendAtOnce('/v1/sign-in/refresh', {}, { 'x-csrf-token': csrfToken });
  // The kept token is older than the browser's cookie.
  if (answer.status !== 403) return answer;
  return sendAtOnce('/v1/sign-in/refresh', {}, { 'x-csrf-token': await newCsrfToken() });
}

/** Worth nothing without the cookie beside it, so it may be kept; that saves a round trip in each new tab. */
async function newCsrfToken() {
  const answer = await fetch('/v1/sign-in/csrf');
  const { csrfToken } = await answer.json();
  if (csrfToken !== undefined) localStorage.setItem(CSRF, csrfToken);
  return csrfToken ?? '';
}

function sendAtOnce(path, body, headers = {}) {
  return fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
    // The new cookie arrives even when the person leaves the page meanwhile.
    keepalive: true,
  });
}

function keep({ accessToken, expiresInS, role, personId }) {
  localStorage.setItem(PERSON, JSON.stringify({ role, personId }));
  const until = Date.now() + expiresInS * 1000 - EARLY_MS;
  sessionStorage.setItem(ACCESS, JSON.stringify({ token: accessToken, until }));
  return accessToken;
}

function freshToken(stale) {
  const kept = parsed(sessionStorage.getItem(ACCESS));
  return kept !== undefined && kept.until > Date.now() && kept.token !== stale ? kept.token : undefined;
}

function parsed(text) {
  return text === null ? undefined : JSON.parse(text);
}

export class Refused extends Error {
  constructor(status, problem) {
    super(says(problem));
    this.status = status;
  }
}

const asked = new Map();

/** Asks now for what a later `get` of the same path, made when other answers are there, will want. */
export function ahead(path) {
  const answer = call('GET', path);
  answer.catch(() => undefined);
  asked.set(path, answer);
}

export function get(path) {
  const early = asked.get(path);
  asked.delete(path);
  return early ?? call('GET', path);
}
export const post = (path, body = {}) => call('POST', path, { body });

export async function call(method, path, { body, headers = {} } = {}) {
  const answer = await request(method, path, { body, headers });
  if (answer.status === 204) return undefined;
  const type = answer.headers.get('content-type') ?? '';
  return type.includes('json') ? answer.json() : answer.text();
}

/** The answer itself, for whoever needs its headers or bytes. */
export async function request(method, path, { body, headers = {} } = {}) {
  const isForm = body instanceof FormData;
  const options = {
    method,
    headers: {
      ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
      // Sent again after a lost answer, a write still has one effect.
      ...(method === 'GET' ? {} : { 'idempotency-key': crypto.randomUUID() }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
  };
  const token = await accessToken();
  let answer = await send(path, options, token);
  if (answer.status === 401 && token !== undefined) {
    answer = await send(path, options, await accessToken(token));
  } else if (answer.status === 503) {
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    answer = await send(path, options, await accessToken());
  }
  if (answer.ok) return answer;
  throw new Refused(answer.status, await answer.json().catch(() => ({})));
}

async function send(path, options, token) {
  const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
  try {
    return await fetch(path, {
      ...options,
      headers: { ...options.headers, ...authorization },
      signal: AbortSignal.timeout(LIMIT_MS),
    });
  } catch {
    throw new Refused(0, {
      detail: 'The service cannot be reached. Check your connection, then try again.',
    });
  }
}

function says({ detail = 'Something went wrong. Try again in a moment.', errors = [] }) {
  const faults = errors.map(({ at, says: fault }) => `${at.replace(/^body\/?/, '') || 'the form'} ${fault}`);
  return faults.length === 0 ? detail : `${detail} (${faults.join('; ')})`;
}
