import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Minitest',
  counts: 'tooling',
  packages: { RubyGems: ['minitest', 'minitest-rails'] },
});
