import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Ruby on Rails',
  counts: 'service',
  packages: { RubyGems: ['rails', 'railties'] },
});
