import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Sidekiq',
  counts: 'service',
  packages: { RubyGems: ['sidekiq'] },
});
