import { CannotLook } from '../../kit/gatherer.ts';

const limitMs = 30_000;
const limitBytes = 64_000_000;

/** One request to an advisory service. Whatever goes wrong is "could not ask", with what was answered. */
export async function askJson(url: string, body: unknown, signal: AbortSignal): Promise<unknown> {
  const host = new URL(url).host;
  let response: Response;
  try {
    response = await fetch(url, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      // An advisory service has no reason to send us elsewhere with the list of what a project uses.
      redirect: 'error',
      signal: AbortSignal.any([signal, AbortSignal.timeout(limitMs)]),
    });
  } catch (error) {
    throw new CannotLook(`${host} could not be asked: ${reasonOf(error)}`);
  }
  if (!response.ok) throw new CannotLook(`${host} answered ${response.status} to ${new URL(url).pathname}`);
  try {
    return JSON.parse(await readLimited(response));
  } catch (error) {
    throw new CannotLook(`${host} did not answer with JSON: ${reasonOf(error)}`);
  }
}

async function readLimited(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > limitBytes) throw new Error(`more than ${limitBytes} bytes`);
  }
  return text + decoder.decode();
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return `no answer within ${limitMs / 1_000} s`;
  const cause = error.cause instanceof Error ? error.cause.message : undefined;
  return cause ?? error.message;
}
