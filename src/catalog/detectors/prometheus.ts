import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Prometheus',
  counts: 'service',
  packages: {
    npm: ['prom-client', 'express-prom-bundle', 'fastify-metrics', '@willsoto/nestjs-prometheus'],
    PyPI: [
      'prometheus-client',
      'prometheus-fastapi-instrumentator',
      'django-prometheus',
      'prometheus-flask-exporter',
      'starlette-exporter',
    ],
    Go: ['github.com/prometheus/client_golang'],
    Maven: ['io.micrometer:micrometer-registry-prometheus*', 'io.prometheus:*'],
    RubyGems: ['prometheus-client', 'prometheus_exporter', 'yabeda-prometheus'],
    Packagist: ['promphp/prometheus_client_php'],
    NuGet: ['prometheus-net', 'prometheus-net.*', 'OpenTelemetry.Exporter.Prometheus*'],
    'crates.io': [
      'prometheus',
      'metrics-exporter-prometheus',
      'actix-web-prom',
      'axum-prometheus',
      'prometheus-client',
    ],
    Hex: ['prom_ex', 'telemetry_metrics_prometheus'],
  },
  images: ['prom/prometheus', 'bitnami/prometheus'],
  files: /(^|\/)prometheus([\w.-]*)\.ya?ml$/,
  filesAreFor: 'repository',
});
