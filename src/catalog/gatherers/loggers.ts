import type { Call } from '../source/calls.ts';
import loggers from '../evidence/loggers.ts';
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
import { says, someArgument } from '../source/reads.ts';
import type { Setting } from '../source/settings.ts';

const json = says({ format: 'json' });
const text = says({ format: 'text' });
const server =
  /^(?!.*(?:^|\/)(frontend|client|web|webapp|ui|dashboard|public|static|assets|components|scripts?|cli|bin|tools?)\/)/;
const js = javascript.filter((language) => language !== 'tsx');

export const search: SetUpSearch = {
  mentions:
    /pino|winston|bunyan|log4js|morgan|logger|Logger|console\.|logging|structlog|loguru|\bprint\(|zap\.|slog\.|logrus|zerolog|log\.Print|fmt\.Print|System\.out|lograge|Lograge|log_formatter|log_tags|filter_parameters|\bputs\b|error_log|var_dump|genReqId|[rR]equest-?_?[iI][dD]|[cC]orrelation/,
  rules: [
    call(js, 'Fastify', 'configure', /^[fF]astify$/, {
      keep: 'logger logger.level logger.redact requestIdHeader genReqId',
      read: fastifyLogger,
    }),
    call(js, 'pino', 'configure', /^(pino|pinoHttp|pinoLogger)$/, {
      keep: 'level redact transport.target genReqId',
      read: pinoFormat,
    }),
    call(js, 'nestjs-pino', 'configure', /^LoggerModule\.forRoot(Async)?$/, {
      where: /nestjs-pino/,
      read: json,
    }),
    call(js, 'winston', 'configure', /^(winston\.)?createLogger$/, {
      where: /winston/,
      read: (at) => ({ format: /format\.json\(|\bjson\(\)/.test(at.file.text) ? 'json' : 'text' }),
    }),
    call(js, 'bunyan', 'configure', /^bunyan\.createLogger$/, { read: json }),
    call(js, 'morgan', 'configure', /^morgan$/, { read: text }),
    call(js, 'console', 'print', /^console\.(log|info|debug|warn|error)$/, {
      path: server,
      read: oncePerFile,
    }),
    call(
      js,
      'request id',
      'request id',
      /^(expressRequestId|addRequestId|requestID|correlator\.\w+|requestId)$/,
    ),
    call(python, 'structlog', 'configure', /^structlog\.configure$/, {
      read: (at) => ({ format: /JSONRenderer/.test(at.file.text) ? 'json' : 'text' }),
    }),
    call(python, 'logging', 'configure', /^logging\.(basicConfig|config\.dictConfig)$|^dictConfig$/, {
      read: (at) => ({
        format: /[jJ]son_?Formatter|pythonjsonlogger|json_log/.test(at.file.text) ? 'json' : 'text',
      }),
    }),
    setting(python, 'Django', 'configure', /^LOGGING$/, {
      read: (at) => ({ format: /[jJ]son/.test(at.file.text) ? 'json' : 'text' }),
    }),
    call(python, 'loguru', 'configure', /^logger\.(add|configure)$/, {
      where: /loguru/,
      read: (at) => ({ format: isCall(at) && optionsOf(at).named.has('serialize') ? 'json' : 'text' }),
    }),
    call(python, 'print', 'print', /^print$/, { path: server, read: oncePerFile }),
    call(python, 'request id', 'request id', /add_middleware$/, {
      read: someArgument(/CorrelationIdMiddleware|RequestI[dD]Middleware/),
    }),
    call(go, 'zap', 'configure', /^zap\.(NewProduction|NewProductionConfig)$/, { read: json }),
    call(go, 'zap', 'configure', /^zap\.(NewDevelopment|NewDevelopmentConfig)$/, { read: text }),
    call(go, 'slog', 'configure', /^slog\.(NewJSONHandler|NewTextHandler)$/, {
      read: (at) => ({ format: isCall(at) && at.last === 'NewJSONHandler' ? 'json' : 'text' }),
    }),
    call(go, 'logrus', 'configure', /\.SetFormatter$/, {
      read: (at) => ({ format: isCall(at) && /JSON/.test(at.node.text().slice(0, 200)) ? 'json' : 'text' }),
    }),
    call(go, 'zerolog', 'configure', /^zerolog\.(New|ConsoleWriter)$/, {
      read: (at) => ({ format: isCall(at) && at.last === 'New' ? 'json' : 'text' }),
    }),
    call(go, 'log', 'print', /^(log\.Print(f|ln)?|fmt\.Print(f|ln)?)$/, { path: server, read: oncePerFile }),
    call(go, 'request id', 'request id', /(^|\.)(RequestID|RequestIDWithConfig|requestid\.New)$/),
    call(java, 'System.out', 'print', /^System\.(out|err)\.print(ln|f)?$/, { read: oncePerFile }),
    call(java, 'MDC', 'request id', /^MDC\.put$/),
    setting(
      ruby,
      'Rails',
      'configure',
      /^config\.(log_formatter|lograge\.formatter|lograge\.enabled|logger)$/,
      { read: (at) => ({ format: /[jJ]son|JSON|Logstash/.test(at.file.text) ? 'json' : 'text' }) },
    ),
    setting(ruby, 'Rails', 'request id', /^config\.log_tags$/),
    setting(ruby, 'Rails', 'hide', /\.filter_parameters$/, { read: () => ({}) }),
    call(ruby, 'puts', 'print', /^puts$/, { path: /^app\//, read: oncePerFile }),
    setting(php, 'Laravel', 'configure', /^logging\.channels\.\w+\.formatter$/, {
      read: (at) => ({ format: /Json/.test(at.file.text) ? 'json' : 'text' }),
    }),
    call(php, 'PHP', 'print', /^\\?(error_log|var_dump|print_r)$/, { read: oncePerFile }),
  ],
  springProperties: [
    { does: 'configure', name: /^logging\.structured\.format\.console$/, read: () => ({ format: 'json' }) },
  ],
};

export default defineSetUpGatherer(loggers, search);

type Found = Readonly<Record<string, Option>>;

const firstPlace = new WeakMap<object, Map<string, number>>();

/** One place per file tells enough of plain prints. */
function oncePerFile(at: Call | Setting): Found | undefined {
  const key = at.name.replace(/\..*/, '');
  const places = firstPlace.get(at.file) ?? new Map<string, number>();
  firstPlace.set(at.file, places);
  const first = places.get(key);
  if (first !== undefined && first !== at.line) return undefined;
  places.set(key, at.line);
  return {};
}

function fastifyLogger(at: Call | Setting): Found | undefined {
  if (!isCall(at)) return undefined;
  const { named, complete } = optionsOf(at);
  const logger = named.get('logger') ?? named.get('loggerInstance');
  if (!logger) return complete ? undefined : { format: 'code' };
  return logger.text() === 'false' ? undefined : { format: named.has('logger.transport') ? 'text' : 'json' };
}

function pinoFormat(at: Call | Setting): Found | undefined {
  if (!isCall(at)) return undefined;
  const target = optionsOf(at).named.get('transport.target')?.text() ?? '';
  return {
    format: /pretty/.test(target)
      ? 'text'
      : argumentsOf(at).length > 0 && /pino-pretty/.test(at.file.text)
        ? 'code'
        : 'json',
  };
}
