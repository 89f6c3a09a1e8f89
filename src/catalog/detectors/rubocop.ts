import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'RuboCop and Standard',
  counts: 'tooling',
  packages: { RubyGems: ['rubocop', 'rubocop-rails', 'standard', 'standardrb'] },
  files: /(^|\/)(\.rubocop|\.standard)\.yml$/,
});
