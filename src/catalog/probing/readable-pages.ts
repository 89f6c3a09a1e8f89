import type { HttpAnswer } from '../../kit/http.ts';
import type { Identity, ProbedService } from '../../kit/identities.ts';

/** A page and somebody who may read it; nobody in particular where it is open. */
export interface ReadablePage {
  readonly path: string;
  readonly identity?: Identity;
  ask(headers?: Readonly<Record<string, string>>): Promise<HttpAnswer>;
}

const limitMs = 12_000;

/** The pages among `paths` that answer well, each asked as a stranger first and then as everybody who could sign in. */
export async function readablePages(
  service: ProbedService,
  paths: readonly string[],
  signal: AbortSignal,
): Promise<ReadablePage[]> {
  const pages: ReadablePage[] = [];
  for (const path of paths) {
    for (const identity of [undefined, ...service.identities]) {
      const page: ReadablePage = {
        path,
        ...(identity ? { identity } : {}),
        ask: (headers = {}) => {
          const cookie = [identity?.headers['cookie'], headers['cookie']].filter((one) => one !== undefined);
          const all = {
            ...identity?.headers,
            ...headers,
            ...(cookie.length > 0 ? { cookie: cookie.join('; ') } : {}),
          };
          return service.ask({ method: 'GET', path, headers: all, harm: 'none', limitMs }, signal);
        },
      };
      const answer = await page.ask();
      if (!answer.answered || answer.status >= 400) continue;
      pages.push(page);
      break;
    }
  }
  return pages;
}
