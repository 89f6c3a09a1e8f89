import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Structured logger',
  counts: 'service',
  packages: {
    npm: ['pino', 'winston', 'bunyan', 'nestjs-pino', 'pino-http'],
    PyPI: ['structlog', 'loguru', 'python-json-logger'],
    Go: ['go.uber.org/zap', 'github.com/rs/zerolog', 'github.com/sirupsen/logrus'],
    Maven: [
      'net.logstash.logback:logstash-logback-encoder',
      'ch.qos.logback:*',
      'org.apache.logging.log4j:*',
    ],
    RubyGems: ['lograge', 'semantic_logger', 'rails_semantic_logger'],
    Packagist: ['monolog/monolog'],
    NuGet: ['Serilog', 'Serilog.*', 'NLog', 'NLog.*'],
    'crates.io': ['tracing', 'tracing-subscriber', 'slog', 'log4rs'],
    Hex: ['logger_json'],
  },
});
