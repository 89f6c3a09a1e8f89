import { defineLanguage } from '../language.ts';

export default defineLanguage({
  title: 'Kotlin',
  ecosystem: 'Maven',
  sources: /\.kt$/,
});
