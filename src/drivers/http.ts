import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { CannotLook } from '../kit/gatherer.ts';
import type { HttpAnswer, HttpQuestion } from '../kit/http.ts';

const usualLimitMs = 10_000;
const usualBodyBytes = 65_536;

/** One exchange with `base`; never another host, whatever the path says. */
export function askOver(base: string, question: HttpQuestion, signal: AbortSignal): Promise<HttpAnswer> {
  const url = new URL(below(base, question.path), base);
  if (url.host !== new URL(base).host)
    return Promise.reject(new CannotLook(`${url.host} is not the service`));
  const began = performance.now();
  const tookMs = () => Math.round(performance.now() - began);
  const limitMs = question.limitMs ?? usualLimitMs;
  const keepBytes = question.keepBytes ?? usualBodyBytes;
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
          if (bodyBytes < keepBytes) chunks.push(chunk);
          bodyBytes += chunk.length;
          if (bodyBytes > 50_000_000) response.destroy();
        });
        response.on('close', () => {
          const body = Buffer.concat(chunks).subarray(0, keepBytes).toString('utf8');
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

/** Services that live below a path are asked there; documents of theirs may name that path already. */
function below(base: string, path: string): string {
  const folder = new URL(base).pathname.replace(/\/+$/, '');
  return folder === '' || path === folder || path.startsWith(`${folder}/`) ? path : `${folder}${path}`;
}

function headersOf(response: IncomingMessage): [string, string][] {
  const pairs: [string, string][] = [];
  for (let index = 0; index + 1 < response.rawHeaders.length; index += 2) {
    pairs.push([(response.rawHeaders[index] ?? '').toLowerCase(), response.rawHeaders[index + 1] ?? '']);
  }
  return pairs;
}
