import type { Call } from '../source/calls.ts';
import errorHandlers from '../evidence/error-handlers.ts';
import type { Option } from '../source/facts.ts';
import {
  call,
  defineSetUpGatherer,
  go,
  isCall,
  java,
  javascript,
  php,
  python,
  ruby,
  setting,
  type SetUpSearch,
} from '../source/gather-set-ups.ts';
import { argumentsOf, optionsOf } from '../source/options.ts';
import { textOf } from '../source/declarations.ts';
import { someArgument } from '../source/reads.ts';
import type { Setting } from '../source/settings.ts';
import { valueOf } from '../source/values.ts';

const production = /^(?!.*(dev|development|local|test|ci)[\w.]*\.(py|rb|php)$)/;

/** `does`: handle, leak (an answer carries the inside of an error), debug on. `what`: stack, message. */
export const search: SetUpSearch = {
  mentions:
    /setErrorHandler|\.onError\(|useGlobalFilters|\.stack\b|exception_handler|errorhandler|format_exc|debug\s*=|'debug'|DEBUG|DebugMode|http\.Error|err\.Error\(\)|ExceptionHandler|ControllerAdvice|StackTrace|rescue_from|consider_all_requests_local|backtrace|display_errors|HTTPException|getTraceAsString|\.use\(\s*(async\s*)?(\(|function)/,
  rules: [
    call(
      javascript,
      'handler',
      'handle',
      /\.(setErrorHandler|useGlobalFilters)$|^\w*([aA]pp|[rR]outer)\.onError$/,
    ),
    call(javascript, 'handler', 'handle', /\.use$/, { read: fourParameters }),
    call(javascript, 'answer', 'leak', /(\.|^)(send|json|end|render)$/, {
      read: leakIn(/\b(err|error|e|ex|exception)\.stack\b/, 'stack'),
    }),
    call(
      python,
      'handler',
      'handle',
      /\.(exception_handler|errorhandler|add_exception_handler|register_error_handler)$/,
    ),
    call(
      python,
      'answer',
      'leak',
      /^(JSONResponse|HTMLResponse|PlainTextResponse|jsonify|HttpResponse|Response|JsonResponse|HTTPException)$/,
      { read: leakIn(/format_exc\(|traceback\./, 'stack') },
    ),
    call(python, 'answer', 'leak', /^HTTPException$/, { read: serverErrorMessage }),
    call(
      python,
      'framework',
      'debug on',
      /^(FastAPI|Flask|Starlette|app\.run|application\.run|\w*app\.run)$/,
      { read: debugOption },
    ),
    setting(python, 'Django', 'debug on', /^DEBUG$/, {
      path: production,
      read: (at) => (isCall(at) || valueOf(at.value, at.file) !== true ? undefined : {}),
    }),
    call(go, 'answer', 'leak', /^http\.Error$|\.(JSON|String|AbortWithStatusJSON)$/, { read: goLeak }),
    call(go, 'Gin', 'debug on', /^gin\.SetMode$/, { read: someArgument(/DebugMode/) }),
    call(java, 'handler', 'handle', /^@(Rest)?ControllerAdvice$|^@ExceptionHandler$/),
    call(java, 'answer', 'leak', /\.(body|write|print|println|sendError)$/, {
      read: leakIn(/getStackTrace\(|ExceptionUtils/, 'stack'),
    }),
    call(ruby, 'handler', 'handle', /^rescue_from$/),
    setting(ruby, 'Rails', 'debug on', /^config\.consider_all_requests_local$/, {
      path: /production\.rb$/,
      read: (at) => (isCall(at) || valueOf(at.value, at.file) !== true ? undefined : {}),
    }),
    call(ruby, 'answer', 'leak', /^render$/, { read: leakIn(/\.backtrace\b/, 'stack') }),
    setting(php, 'Laravel', 'debug on', /^app\.debug$/, { path: /config\/app\.php$/i, read: debugByDefault }),
    call(php, 'PHP', 'debug on', /^\\?ini_set$/, { read: someArgument(/^['"]display_errors['"]$/) }),
    call(php, 'answer', 'leak', /(response\(\)->json|->json|JsonResponse|->setContent)$/, {
      read: leakIn(/getTraceAsString\(|getTrace\(/, 'stack'),
    }),
  ],
  springProperties: [
    {
      does: 'leak',
      name: /^server\.error\.include-(stacktrace|exception)$/,
      read: (value) => (value === 'always' || value === true ? { what: 'stack' } : undefined),
    },
    {
      does: 'leak',
      name: /^server\.error\.include-message$/,
      read: (value) => (value === 'always' ? { what: 'message' } : undefined),
    },
  ],
};

export default defineSetUpGatherer(errorHandlers, search);

type Found = Readonly<Record<string, Option>>;

function leakIn(shape: RegExp, what: string) {
  return (at: Call | Setting): Found | undefined => {
    if (!isCall(at)) return undefined;
    const text = textOf(at.node, at.file, 800);
    // `NODE_ENV === 'development' ? err.stack : …` shows it on the developer's machine only.
    return shape.test(text) && !/NODE_ENV|isDev|isProd|development|production|DEBUG|debug\b/.test(text)
      ? { what }
      : undefined;
  };
}

/** Express knows error handlers by their four parameters. */
function fourParameters(at: Call | Setting): Found | undefined {
  const handler = isCall(at) ? argumentsOf(at).at(-1) : undefined;
  const count = handler?.field('parameters')?.namedChildren().length ?? 0;
  return count === 4 ? {} : undefined;
}

function serverErrorMessage(at: Call | Setting): Found | undefined {
  if (!isCall(at)) return undefined;
  const detail = optionsOf(at).named.get('detail')?.text().slice(0, 200) ?? '';
  const status = `${argumentsOf(at)[0]?.text() ?? ''} ${optionsOf(at).named.get('status_code')?.text() ?? ''}`;
  return /500|INTERNAL_SERVER_ERROR/.test(status) &&
    /\bstr\((e|ex|exc|err|error)\)|\{(e|exc|err|error)\}/.test(detail)
    ? { what: 'message' }
    : undefined;
}

function goLeak(at: Call | Setting): Found | undefined {
  if (!isCall(at)) return undefined;
  const text = argumentsOf(at)
    .map((node) => textOf(node, at.file, 300))
    .join(' ');
  return /\berr\.Error\(\)/.test(text) && /\b500\b|StatusInternalServerError/.test(text)
    ? { what: 'message' }
    : undefined;
}

function debugOption(at: Call | Setting): Found | undefined {
  if (!isCall(at)) return undefined;
  const debug = optionsOf(at).named.get('debug');
  if (!debug || valueOf(debug, at.file) !== true) return undefined;
  // Under `if __name__ == "__main__"` it runs by hand, not under the server.
  return at.name.endsWith('run') ? { what: 'started by hand' } : {};
}

function debugByDefault(at: Call | Setting): Found | undefined {
  if (isCall(at)) return undefined;
  return /env\(\s*['"]APP_DEBUG['"]\s*,\s*true/.test(at.value.text().slice(0, 200)) ||
    valueOf(at.value, at.file) === true
    ? {}
    : undefined;
}
