// Unexpected errors, sent in Sentry's protocol when a DSN is configured. What is sent: type, message, stack, route,
// request id, release. No user, no headers, no body.
import type { Config } from '../config.ts';

const SEND_LIMIT_MS = 3_000;
const MOST_AT_ONCE = 10;

export type ReportError = (
  error: unknown,
  about: { readonly requestId: string; readonly route: string },
) => void;

export async function errorSink(config: Config, onTrouble: (says: string) => void): Promise<ReportError> {
  if (config.sentryDsn === undefined) return () => {};
  const [sentry, { nodeStackLineParser }] = await Promise.all([
    import('@sentry/core'),
    import('@sentry/core/server'),
  ]);
  const {
    createEventEnvelope,
    createStackParser,
    exceptionFromError,
    getEnvelopeEndpointWithUrlEncodedAuth,
    makeDsn,
    serializeEnvelope,
  } = sentry;
  const dsn = makeDsn(config.sentryDsn);
  if (dsn === undefined) throw new Error('SENTRY_DSN is not valid.');
  const endpoint = getEnvelopeEndpointWithUrlEncodedAuth(dsn);
  const parser = createStackParser(nodeStackLineParser());
  let sending = 0;

  return function report(thrown, about) {
    if (sending >= MOST_AT_ONCE) return;
    sending += 1;
    const error = thrown instanceof Error ? thrown : new Error(String(thrown));
    const envelope = createEventEnvelope(
      {
        event_id: crypto.randomUUID().replaceAll('-', ''),
        timestamp: Date.now() / 1000,
        platform: 'node',
        level: 'error',
        release: config.commit,
        environment: config.mode,
        tags: { requestId: about.requestId, route: about.route },
        exception: { values: [exceptionFromError(parser, error)] },
      },
      dsn,
    );
    fetch(endpoint, {
      method: 'POST',
      body: serializeEnvelope(envelope),
      headers: { 'content-type': 'application/x-sentry-envelope' },
      signal: AbortSignal.timeout(SEND_LIMIT_MS),
    })
      .then((response) => (response.ok ? undefined : onTrouble(`the error sink answered ${response.status}`)))
      .catch((failure: Error) => onTrouble(`the error sink cannot be reached: ${failure.message}`))
      .finally(() => {
        sending -= 1;
      });
  };
}
