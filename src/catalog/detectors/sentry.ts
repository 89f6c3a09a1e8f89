import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Sentry',
  counts: 'service',
  packages: {
    npm: [
      '@sentry/node',
      '@sentry/nestjs',
      '@sentry/nextjs',
      '@sentry/react',
      '@sentry/vue',
      '@sentry/angular',
      '@sentry/browser',
      '@sentry/svelte',
      '@sentry/bun',
    ],
    PyPI: ['sentry-sdk'],
    Go: ['github.com/getsentry/sentry-go'],
    Maven: ['io.sentry:*', 'io.sentry.jvm.gradle'],
    RubyGems: ['sentry-ruby', 'sentry-rails', 'sentry-raven'],
    Packagist: ['sentry/sentry-laravel', 'sentry/sentry', 'sentry/sentry-symfony'],
    NuGet: ['Sentry', 'Sentry.*'],
    'crates.io': ['sentry'],
    Hex: ['sentry'],
  },
});
