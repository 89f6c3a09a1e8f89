import type { Finding } from '../../kit/where.ts';
import type { Probe } from '../evidence/probe-answers.ts';

/** The requests sent for one of these purposes that were answered. */
export function answeredFor(
  exchanges: readonly Probe[],
  ...purposes: readonly Probe['purpose'][]
): readonly Probe[] {
  return exchanges.filter((one) => purposes.includes(one.purpose) && one.status !== undefined);
}

export function isRefused({ status }: Probe): boolean {
  return status === 401 || status === 403;
}

/** Kept out before the operation was reached: refused, or led to the place where people sign in. */
export function isTurnedAway(probe: Probe): boolean {
  if (isRefused(probe)) return true;
  const leadsTo = headerOf(probe, 'location') ?? '';
  return (
    probe.status !== undefined &&
    probe.status >= 300 &&
    probe.status < 400 &&
    /log-?in|sign-?in|auth|sso|session/i.test(leadsTo)
  );
}

/** Some request of this route got past the door and the router, so that its own code was seen at work. */
export function isReached(exchanges: readonly Probe[], { method, route }: Probe): boolean {
  const mine = exchanges.filter((one) => one.method === method && one.route === route);
  // A parser that stands before the router refuses what is malformed also where nothing is.
  const absent = !route.includes('{') && mine.some(({ status }) => status === 404);
  return !absent && mine.some(gotPast);
}

function gotPast(probe: Probe): boolean {
  const { status } = probe;
  return status !== undefined && status !== 404 && status !== 405 && status !== 429 && !isTurnedAway(probe);
}

export function isAccepted({ status }: Probe): boolean {
  return status !== undefined && status >= 200 && status < 300;
}

/** The statuses that were met, for a reason: "401, 404". */
export function statusesOf(exchanges: readonly { readonly status?: number | undefined }[]): string {
  const met = [...new Set(exchanges.flatMap(({ status }) => status ?? []))].sort((a, b) => a - b);
  return met.length === 0 ? 'no answer' : met.join(', ');
}

/** One finding for a request whose answer is wrong. */
export function foundBy(probe: Probe, key: string, says: string): Finding {
  const { method, route } = probe;
  return { key: `${key}:${method} ${route}`, says, where: { url: route, note: `${method} as ${probe.as}` } };
}

/** One of each key: the same fault is often met by several requests. */
export function distinct(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((one) => [one.key, one])).values()];
}

/** Why credentials were lacking: who could not sign in, in a sentence to append; empty when all could. */
export function shutOut(exchanges: readonly Probe[]): string {
  const failed = exchanges.find((one) => one.purpose === 'sign-in' && one.status === undefined);
  return failed ? ` The identity ${failed.as} could not sign in: ${failed.because ?? 'no reason'}.` : '';
}

export function headerOf(probe: Probe, name: string): string | undefined {
  return probe.headers.find(([key]) => key.toLowerCase() === name)?.[1];
}

/** A request with its answer, for examples. */
export function probe(purpose: Probe['purpose'], status: number, more: Partial<Probe> = {}): Probe {
  return {
    purpose,
    as: 'user-a',
    method: 'GET',
    route: '/v1/orders',
    status,
    headers: [],
    body: '',
    tookMs: 4,
    ...more,
  };
}

export function probed(...exchanges: readonly Probe[]) {
  return { declaredPublic: ['GET /health/live'], exchanges: [...exchanges] };
}
