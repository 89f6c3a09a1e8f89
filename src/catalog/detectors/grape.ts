import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Grape',
  counts: 'service',
  packages: { RubyGems: ['grape'] },
});
