// Who is signed in. The refresh token is in a cookie that no script can read; the access token works for ten minutes and
// stays in this tab, so that going from page to page does not use up a refresh token each time.
const PERSON = 'contests.person';
const ACCESS = 'contests.access';
const EARLY_MS = 30_000;

/** What is shown at once: role and id. It proves nothing; the service checks the token. */
export function person() {
  return parsed(localStorage.getItem(PERSON));
}

export async function accessToken({ renew = false } = {}) {
  if (person() === undefined) return undefined;
  if (!renew) {
    const kept = keptToken();
    if (kept !== undefined) return kept;
  }
  // One tab at a time: a refresh token that is used twice counts as copied, and ends the session.
  return navigator.locks.request('contests.refresh', refresh);
}

export async function signIn(address, code) {
  const answer = await post('/v1/sign-in', { ...address, code, keepIn: 'cookie' });
  if (answer.ok) keep(await answer.json());
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
  sessionStorage.removeItem(ACCESS);
}

async function refresh() {
  const csrf = await fetch('/v1/sign-in/csrf');
  if (!csrf.ok) return undefined;
  const { csrfToken } = await csrf.json();
  const answer = await post('/v1/sign-in/refresh', {}, { 'x-csrf-token': csrfToken });
  if (answer.ok) return keep(await answer.json());
  // Only a clear "no" ends the session here; a busy service does not.
  if (answer.status === 401) forget();
  return undefined;
}

function post(path, body, headers = {}) {
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

function keptToken() {
  const kept = parsed(sessionStorage.getItem(ACCESS));
  return kept !== undefined && kept.until > Date.now() ? kept.token : undefined;
}

function parsed(text) {
  return text === null ? undefined : JSON.parse(text);
}
