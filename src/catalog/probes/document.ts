import { parse } from 'yaml';
import type { ProbedService } from '../../kit/identities.ts';
import type { Route } from '../evidence/routes.ts';
import { specificationPaths } from '../probing/paths.ts';
import { isRecord, type JsonRecord } from './json.ts';
import { operationsFromRoutes, operationsOf, type Operation } from './operations.ts';

const mostBytes = 8_000_000;

export interface Served {
  readonly url: string;
  readonly text: string;
  readonly document: JsonRecord;
}

/** The first OpenAPI document that the service shows to everybody, or to one who signed in. */
export async function findDocument(
  service: Pick<ProbedService, 'ask' | 'identities'>,
  routes: readonly Route[],
  signal: AbortSignal,
): Promise<Served | undefined> {
  const callers = [{}, ...service.identities.slice(0, 1).map(({ headers }) => headers)];
  for (const headers of callers) {
    for (const path of specificationPaths(routes)) {
      const answer = await service.ask(
        { method: 'GET', path, headers, harm: 'none', keepBytes: mostBytes },
        signal,
      );
      if (!answer.answered || answer.status !== 200 || answer.bodyBytes > mostBytes) continue;
      const document = read(answer.body);
      if (document) return { url: path, text: answer.body, document };
    }
  }
  return undefined;
}

/** What can be asked: as the served document says, else as the code shows. */
export function operationsToTry(served: Served | undefined, routes: readonly Route[]): readonly Operation[] {
  const documented = served ? operationsOf(served.document) : [];
  return documented.length > 0 ? documented : operationsFromRoutes(routes);
}

function read(text: string): JsonRecord | undefined {
  try {
    const value: unknown = /^\s*\{/.test(text) ? JSON.parse(text) : parse(text, { maxAliasCount: 50 });
    return isRecord(value) && (value['openapi'] !== undefined || value['swagger'] !== undefined)
      ? value
      : undefined;
  } catch {
    return undefined;
  }
}
