// One JSON line per event on standard output, with time, level, message and request id, and without personal data:
// the address of a caller, query strings, bodies and headers are never written.
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { pino, stdTimeFunctions, type Logger } from 'pino';
import type { Config } from '../config.ts';

const SECRET_FIELDS = [
  'email',
  'phone',
  'code',
  'token',
  'accessToken',
  'refreshToken',
  'authorization',
  'cookie',
  'password',
  'address',
  'name',
  'payload',
];
const REQUEST_ID = /^[\w.:-]{8,128}$/;

export function createLog(config: Pick<Config, 'logLevel' | 'commit'>, to?: NodeJS.WritableStream): Logger {
  return pino(
    {
      level: config.logLevel,
      base: { service: 'contests', commit: config.commit },
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: {
        paths: SECRET_FIELDS.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]),
        censor: '[removed]',
      },
      serializers: { err: errorWithoutValues },
      messageKey: 'message',
    },
    ...(to === undefined ? [] : [to]),
  );
}

/** A request id given by the caller is kept when it is harmless, so that one id runs through all services. */
export function requestIdOf(request: IncomingMessage): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID();
}

/** PostgreSQL puts the offending values into `detail` and `where`; only its code and names are kept. */
function errorWithoutValues(
  error: Error & { readonly code?: string; readonly constraint?: string; readonly table?: string },
) {
  const { code, constraint, table } = error;
  return { type: error.name, message: error.message, stack: error.stack, code, constraint, table };
}
