import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Loki',
  counts: 'service',
  packages: {
    npm: ['winston-loki', 'pino-loki'],
    PyPI: ['python-logging-loki'],
    NuGet: ['Serilog.Sinks.Grafana.Loki'],
    Maven: ['com.github.loki4j:loki-logback-appender'],
  },
  images: ['grafana/loki', 'grafana/promtail'],
  files: /(^|\/)(loki|promtail)([\w.-]*)\.ya?ml$/,
  filesAreFor: 'repository',
});
