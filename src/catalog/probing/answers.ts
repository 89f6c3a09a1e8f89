import type { Exchange } from '../evidence/http-answers.ts';

/** Every value of a header, in order. */
export function headerOf(exchange: Exchange, name: string): string[] {
  return exchange.headers.filter(([key]) => key === name).map(([, value]) => value);
}

export function isHtml(exchange: Exchange): boolean {
  return headerOf(exchange, 'content-type').some((value) => value.toLowerCase().startsWith('text/html'));
}

export function withPurpose(
  exchanges: readonly Exchange[],
  ...purposes: readonly Exchange['purpose'][]
): Exchange[] {
  return exchanges.filter(({ purpose, status }) => purposes.includes(purpose) && status !== undefined);
}

/** Something was shown, not only refused, missed or redirected: what is said of answers can be seen on it. */
export function isShown({ status }: Exchange): boolean {
  return status !== undefined && status >= 200 && status < 300;
}

/** Browsers show nothing of a redirect but its target. */
export function isRedirect({ status }: Exchange): boolean {
  return status !== undefined && status >= 300 && status < 400;
}

/** Why nothing can be told of a service that shows nothing to strangers. */
export function nothingShown(answers: readonly Exchange[]): string {
  const met = [...new Set(answers.flatMap(({ status }) => status ?? []))].sort((a, b) => a - b);
  return met.length === 0
    ? 'Nothing was answered.'
    : `Nothing but ${met.join(', ')} was answered to a caller without credentials: name a page or route that answers under checks: in seaworthy.yaml.`;
}

/** For examples: an exchange with the parts that matter. */
export function exchange(
  purpose: Exchange['purpose'],
  status: number,
  headers: Readonly<Record<string, string>> = {},
  body = '',
): Exchange {
  return {
    purpose,
    method: 'GET',
    path: purpose === 'home' ? '/' : `/${purpose}`,
    status,
    headers: Object.entries(headers),
    body,
    tookMs: 3,
  };
}

export const asked = {
  scheme: 'http' as const,
  sandbox: true,
  foreignOrigin: 'https://foreign-origin.invalid',
  requestId: '5ea30000-0000-4000-8000-00000000da7a',
};
