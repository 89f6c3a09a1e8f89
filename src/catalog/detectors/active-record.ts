import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Active Record',
  counts: 'service',
  packages: { RubyGems: ['activerecord', 'rails'] },
});
