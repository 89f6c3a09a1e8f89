import type { Operation } from '../evidence/openapi-documents.ts';
import type { Route } from '../evidence/routes.ts';

/** Operations that no route of the code answers: a document that names them is not kept in step with the code. */
export function withoutRoute(operations: readonly Operation[], routes: readonly Route[]): Operation[] {
  const byMethod = Map.groupBy(routes, ({ method }) => method);
  return operations.filter(({ method, path }) => {
    const candidates = [...(byMethod.get(method) ?? []), ...(byMethod.get('ANY') ?? [])];
    return !candidates.some((route) => isSame(path, route.path));
  });
}

/** Either may leave out a prefix: a document that of its server, the code that of the file that mounts it. */
function isSame(written: string, coded: string): boolean {
  const [one, other] = [plain(written), plain(coded)];
  if (one === other) return true;
  return one !== '' && other !== '' && (one.endsWith(other) || other.endsWith(one));
}

function plain(path: string): string {
  return path.replace(/\{[^}]*\}/g, '{}').replace(/\/+$/, '');
}
