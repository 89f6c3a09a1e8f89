import { defineLanguage } from '../language.ts';

export default defineLanguage({
  title: 'Ruby',
  ecosystem: 'RubyGems',
  sources: /\.(rb|ru)$/,
});
