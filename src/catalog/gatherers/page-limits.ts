import type { Call } from '../source/calls.ts';
import pageLimits from '../evidence/page-limits.ts';
import {
  call,
  defineSetUpGatherer,
  go,
  isCall,
  javascript,
  php,
  python,
  ruby,
  setting,
  type SetUpSearch,
} from '../source/gather-set-ups.ts';
import { argumentsOf, optionsOf } from '../source/options.ts';
import type { Setting } from '../source/settings.ts';
import { textOf } from '../source/declarations.ts';

const size = /^(limit|page_?size|per_?page|take|first|count|size|max_?results)$/i;
const fromRequest =
  /\b(req|request|ctx|c|context)\b.{0,40}(query|params|args|GET|Query|searchParams|input)|searchParams|params\[:|\$_GET/;

/** `does`: cap, or read (a size that nothing here caps). */
export const search: SetUpSearch = {
  mentions:
    /\.(limit|take|Limit|per|per_page|paginate|simplePaginate|cursorPaginate)\(|::(paginate|limit)|Math\.min\(|\b(limit|pageSize|page_size|per_page|perPage|take)\??\s*:|max_page_size|max_limit|MAX_PAGE_SIZE|PAGE_SIZE|max_per_page/,
  rules: [
    call(javascript, 'schema', 'cap', /^(z\.(object|strictObject)|[Jj]oi\.object|Type\.Object)$/, {
      read: cappedField,
    }),
    call(javascript, 'Math.min', 'cap', /^Math\.min$/, {
      read: (at) =>
        isCall(at) &&
        /limit|size|per_?page|take/i.test(
          argumentsOf(at)
            .map((node) => textOf(node, at.file, 80))
            .join(' '),
        )
          ? {}
          : undefined,
    }),
    call(javascript, 'query', 'read', /\.(limit|take)$/, { read: uncapped }),
    call(python, 'FastAPI', 'cap', /^(fastapi\.)?Query$/, {
      keep: 'le lt ge default',
      read: (at) =>
        isCall(at) && isSizeParameter(at)
          ? optionsOf(at).named.has('le') || optionsOf(at).named.has('lt')
            ? {}
            : undefined
          : undefined,
    }),
    call(python, 'FastAPI', 'read', /^(fastapi\.)?Query$/, {
      read: (at) => (isCall(at) && isSizeParameter(at) ? {} : undefined),
    }),
    setting(python, 'Django REST framework', 'cap', /^(max_page_size|max_limit|MAX_PAGE_SIZE|max_per_page)$/),
    setting(python, 'Django REST framework', 'cap', /^REST_FRAMEWORK\.PAGE_SIZE$/),
    call(python, 'query', 'read', /\.(limit|paginate)$/, { read: uncapped }),
    call(go, 'query', 'read', /\.Limit$/, { read: uncapped }),
    call(ruby, 'query', 'read', /\.(per|limit|per_page)$/, { read: uncapped }),
    setting(ruby, 'kaminari', 'cap', /^config\.max_per_page$/),
    call(php, 'Laravel', 'read', /(->|::)(paginate|simplePaginate|cursorPaginate|limit|take)$/, {
      read: uncapped,
    }),
  ],
  springProperties: [
    { does: 'cap', name: /^spring\.data\.(web\.pageable\.max-page-size|rest\.max-page-size)$/ },
  ],
};

export default defineSetUpGatherer(pageLimits, search);

function cappedField(at: Call | Setting) {
  if (!isCall(at)) return undefined;
  for (const [name, node] of optionsOf(at).named) {
    if (size.test(name) && /\.max\(|\.lte\(|maximum\s*:/.test(textOf(node, at.file, 300)))
      return { field: name };
  }
  return undefined;
}

function isSizeParameter(at: Call): boolean {
  const parameter = at.node.parent();
  const name = parameter?.field('name') ?? parameter?.namedChildren()[0];
  return name !== undefined && name !== null && size.test(textOf(name, at.file, 40));
}

function uncapped(at: Call | Setting) {
  if (!isCall(at)) return undefined;
  const text = argumentsOf(at)
    .map((node) => textOf(node, at.file, 160))
    .join(' ');
  return fromRequest.test(text) && !/\bmin\b|Math\.min|clamp/i.test(text) ? {} : undefined;
}
