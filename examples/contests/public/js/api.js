// Calls the service. What it refuses arrives as a Refused with words that can be shown.
import { accessToken } from './session.js';

const LIMIT_MS = 15_000;
const PAUSE_MS = 2_000;

export class Refused extends Error {
  constructor(status, problem) {
    super(says(problem));
    this.status = status;
  }
}

export const get = (path) => call('GET', path);
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
  let answer = await send(path, options, await accessToken());
  if (answer.status === 401) {
    const token = await accessToken({ renew: true });
    answer = await send(path, options, token);
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
