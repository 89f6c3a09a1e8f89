import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'RSpec',
  counts: 'tooling',
  packages: { RubyGems: ['rspec', 'rspec-rails', 'rspec-core'] },
  files: /(^|\/)\.rspec$/,
});
