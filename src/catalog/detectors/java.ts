import { defineLanguage } from '../language.ts';

export default defineLanguage({
  title: 'Java',
  ecosystem: 'Maven',
  sources: /\.java$/,
});
