import errorSinks from '../evidence/error-sinks.ts';
import {
  call,
  defineSetUpGatherer,
  go,
  java,
  javascript,
  php,
  python,
  ruby,
  setting,
  type SetUpSearch,
} from '../source/gather-set-ups.ts';

const sentry = 'release environment tracesSampleRate sampleRate sendDefaultPii enabled';

export const search: SetUpSearch = {
  mentions:
    /sentry|bugsnag|rollbar|honeybadger|newrelic|new_relic|appsignal|raygun|airbrake|flare|datadogRum/i,
  rules: [
    call(javascript, 'Sentry', 'start', /^Sentry\.init$/, { keep: sentry }),
    call(
      javascript,
      'Sentry',
      'report',
      /^(Sentry\.)?(captureException|setupExpressErrorHandler|setupFastifyErrorHandler|setupKoaErrorHandler|setupNestErrorHandler)$/,
      { where: /entry/ },
    ),
    call(
      javascript,
      'other',
      'start',
      /^(Bugsnag\.start|Rollbar|rollbar\.init|Honeybadger\.configure|Raygun\.Client)$/,
    ),
    call(python, 'Sentry', 'start', /^sentry_sdk\.init$/, {
      keep: 'release environment traces_sample_rate send_default_pii',
    }),
    call(
      python,
      'other',
      'start',
      /^(rollbar\.init|bugsnag\.configure|newrelic\.agent\.initialize|honeybadger\.configure)$/,
    ),
    call(go, 'Sentry', 'start', /^sentry\.Init$/, { keep: 'Release Environment TracesSampleRate' }),
    call(go, 'Sentry', 'report', /^sentry\.(CaptureException|Recover)$|\.CaptureException$/),
    call(java, 'Sentry', 'start', /^Sentry\.init$/),
    call(ruby, 'Sentry', 'start', /^Sentry\.init$/),
    call(ruby, 'other', 'start', /^(Rollbar|Bugsnag|Honeybadger|Airbrake|Appsignal)\.(configure|start)$/),
    call(php, 'Sentry', 'start', /^\\?Sentry\\init$/, { keep: 'release environment' }),
    call(php, 'Sentry', 'start', /^Integration::handles$/, { where: /Sentry/ }),
    setting(php, 'Sentry', 'configure', /^sentry\.(release|environment)$/, { path: /config\/sentry\.php$/ }),
  ],
  springProperties: [{ does: 'start', name: /^sentry\.dsn$/, read: () => ({}) }],
};

export default defineSetUpGatherer(errorSinks, search);
