import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'OpenTelemetry',
  counts: 'service',
  packages: {
    npm: [
      '@opentelemetry/sdk-node',
      '@opentelemetry/api',
      '@opentelemetry/auto-instrumentations-node',
      '@vercel/otel',
    ],
    PyPI: ['opentelemetry-sdk', 'opentelemetry-api', 'opentelemetry-distro', 'logfire'],
    Go: ['go.opentelemetry.io/otel*'],
    Maven: [
      'io.opentelemetry:*',
      'io.opentelemetry.instrumentation:*',
      'io.micrometer:micrometer-tracing-bridge-otel',
      'org.springframework.boot:spring-boot-starter-opentelemetry',
    ],
    RubyGems: ['opentelemetry-sdk'],
    Packagist: ['open-telemetry/sdk'],
    NuGet: ['OpenTelemetry', 'OpenTelemetry.*'],
    'crates.io': ['opentelemetry', 'tracing-opentelemetry'],
    Hex: ['opentelemetry'],
  },
  images: ['otel/opentelemetry-collector*', 'open-telemetry/opentelemetry-collector*'],
});
