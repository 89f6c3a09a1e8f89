import { isRecord, parseJson } from './json.ts';

/** For one name and one owner. */
const mostPerName = 40;
const mostDepth = 5;
/** An id that nothing has. */
export const nobodysId = '5ea30000-0000-4000-8000-00000000dead';

export interface Ids {
  /** Notes the ids in an answer: under their own names, and under the last noun of the route. */
  learn(route: string, body: string, owner: string): void;
  /** Ids for a parameter of a route, those that `owner` saw first, then those of others. */
  find(route: string, parameter: string, owner?: string): readonly string[];
  /** Ids for a parameter that were shown to this one. */
  seenBy(route: string, parameter: string, owner: string): readonly string[];
}

/** Remembers which ids the service showed to whom, so that routes with parameters can be asked for real things. */
export function collectIds(): Ids {
  const known = new Map<string, { readonly value: string; readonly owner: string }[]>();

  function note(name: string, value: unknown, owner: string): void {
    if (typeof value !== 'string' && typeof value !== 'number') return;
    const text = String(value);
    if (!/^[\w.:-]{1,64}$/.test(text)) return;
    const all = known.get(name.toLowerCase()) ?? [];
    const mine = all.filter((one) => one.owner === owner);
    if (mine.length < mostPerName && !mine.some((one) => one.value === text))
      all.push({ value: text, owner });
    known.set(name.toLowerCase(), all);
  }

  function walk(value: unknown, noun: string, owner: string, depth: number): void {
    if (depth > mostDepth) return;
    if (Array.isArray(value)) {
      for (const item of value.slice(0, mostPerName)) walk(item, noun, owner, depth + 1);
      return;
    }
    if (!isRecord(value)) return;
    for (const [key, inner] of Object.entries(value)) {
      if (/^(_?id|uuid|slug)$/i.test(key)) note(`of ${noun}`, inner, owner);
      else if (/(Id|_id|Uuid)$/.test(key)) note(key.replace(/_/g, ''), inner, owner);
      else if (typeof inner === 'object')
        walk(inner, Array.isArray(inner) ? nounOr(key, noun) : noun, owner, depth + 1);
    }
  }

  function matching(route: string, parameter: string) {
    const before = lastNoun(route.slice(0, route.indexOf(`{${parameter}}`)));
    const bare = parameter.replace(/_/g, '');
    const stem = bare.replace(/(id|uuid|slug)$/i, '');
    const names = [bare, `of ${stem}s`, `of ${stem.replace(/y$/i, 'ies')}`, `of ${before}`];
    return [...new Set(names.map((name) => name.toLowerCase()))].flatMap((name) => known.get(name) ?? []);
  }

  return {
    learn: (route, body, owner) => walk(parseJson(body), lastNoun(route), owner, 0),
    find(route, parameter, owner) {
      const found = matching(route, parameter);
      const mine = found.filter((one) => one.owner === owner);
      return [...new Set([...mine, ...found].map(({ value }) => value))];
    },
    seenBy: (route, parameter, owner) =>
      matching(route, parameter)
        .filter((one) => one.owner === owner)
        .map(({ value }) => value),
  };
}

/** The wrapper of a list (`items`, `data`) tells less than the route does. */
function nounOr(key: string, noun: string): string {
  return /^(items?|data|results?|rows|list|content|records|entries|value)$/i.test(key) ? noun : key;
}

function lastNoun(route: string): string {
  return (
    route
      .split('/')
      .filter((part) => part !== '' && !part.startsWith('{'))
      .at(-1) ?? ''
  );
}
