import metricsSetups from '../evidence/metrics-setups.ts';
import {
  call,
  defineSetUpGatherer,
  go,
  java,
  javascript,
  php,
  python,
  ruby,
  type SetUpSearch,
} from '../source/gather-set-ups.ts';
import { importedFrom, registers, someArgument } from '../source/reads.ts';

export const search: SetUpSearch = {
  mentions:
    /prom-client|prom-bundle|fastify-metrics|[pP]rometheus|promhttp|StatsD|statsd|micrometer|MeterRegistry|Yabeda|opentelemetry.*metrics/,
  rules: [
    call(javascript, 'prom-client', 'resource metrics', /(^|\.)collectDefaultMetrics$/),
    call(javascript, 'prom-client', 'measure', /^(\w+\.)?(Histogram|Summary|Counter|Gauge)$/, {
      where: /prom-client/,
      keep: 'name',
    }),
    call(javascript, 'prom-client', 'expose', /(^|\.)(register|registry|\w*[rR]egistry)\.metrics$/),
    call(javascript, 'middleware', 'expose', /^[\w$]+$/, {
      where: /express-prom-bundle|koa-prometheus/,
      read: importedFrom(/^(express-prom-bundle|@echo-health\/koa-prometheus-exporter)$/),
    }),
    call(javascript, 'fastify-metrics', 'expose', /\.register$/, { read: registers(/^fastify-metrics$/) }),
    call(javascript, 'NestJS', 'expose', /^PrometheusModule\.register(Async)?$/),
    call(
      python,
      'prometheus_client',
      'expose',
      /(^|\.)(start_http_server|make_asgi_app|make_wsgi_app|generate_latest)$/,
    ),
    call(
      python,
      'prometheus_client',
      'measure',
      /^(prometheus_client\.)?(Histogram|Summary|Counter|Gauge)$/,
      { where: /prometheus_client/ },
    ),
    call(
      python,
      'instrumentator',
      'expose',
      /Instrumentator\(.*\)\.(instrument|expose)$|^instrumentator\.(instrument|expose)$/,
    ),
    call(python, 'prometheus_flask_exporter', 'expose', /^(\w+\.)?(Gunicorn)?\w*PrometheusMetrics$/),
    call(python, 'django-prometheus', 'expose', /^include$/, {
      read: someArgument(/django_prometheus/),
    }),
    call(go, 'promhttp', 'expose', /^promhttp\.Handler(For)?$/),
    call(
      go,
      'client_golang',
      'measure',
      /^(prometheus|promauto)\.New(Histogram|Summary|Counter|Gauge)(Vec)?$|\.MustRegister$/,
    ),
    call(go, 'middleware', 'expose', /^(echoprometheus|ginprometheus|fiberprometheus|ginmetrics)\.\w+$/),
    call(
      java,
      'Micrometer',
      'measure',
      /^(Counter|Timer|Gauge|DistributionSummary)\.builder$|^@Timed$|[rR]egistry\.(counter|timer|gauge)$/,
    ),
    call(ruby, 'prometheus', 'expose', /^use$/, {
      read: someArgument(/Prometheus::Middleware::(Exporter|Collector)/),
    }),
    call(
      ruby,
      'prometheus',
      'measure',
      /^(Prometheus::Client\.registry|Yabeda\.configure|PrometheusExporter::\S+)$|Prometheus::Client::(Counter|Gauge|Histogram)\.new$/,
    ),
    call(php, 'promphp', 'measure', /^(\\?Prometheus\\)?CollectorRegistry(::getDefault)?$/),
  ],
  springProperties: [
    {
      does: 'expose',
      name: /^management\.endpoints\.web\.exposure\.include$/,
      read: (value) => (/prometheus|\*/.test(String(value)) ? { value } : undefined),
    },
  ],
};

export default defineSetUpGatherer(metricsSetups, search);
