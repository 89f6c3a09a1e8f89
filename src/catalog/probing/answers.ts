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
