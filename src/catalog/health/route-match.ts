import type { Route } from '../evidence/routes.ts';

export type Match = 'is' | 'may-be' | 'is-not';

/** Whether the code answers GET on a path. Prefixes that other files put before a route leave it open. */
export function matchRoute(path: string, routes: readonly Route[]): Match {
  const wanted = clean(path);
  const asked = routes.filter(({ method }) => /^(GET|ANY|HEAD|ALL|\*)$/.test(method));
  if (asked.some((route) => route.prefixKnown && shape(route.path).test(wanted))) return 'is';
  const ends = asked.some((route) => !route.prefixKnown && endsLike(wanted, route.path));
  return ends ? 'may-be' : 'is-not';
}

function clean(path: string): string {
  const bare = path.split(/[?#]/, 1)[0] ?? '/';
  return bare.length > 1 ? bare.replace(/\/+$/, '') : '/';
}

function shape(route: string): RegExp {
  const parts = clean(route)
    .split('/')
    .map((part) => (/^\{.*\}$|^:|^\*/.test(part) ? '[^/]+' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')));
  return new RegExp(`^${parts.join('/') || '/'}$`, 'i');
}

function endsLike(wanted: string, route: string): boolean {
  const tail = clean(route);
  return tail === '/' || wanted.endsWith(tail) || shape(tail).test(wanted);
}
