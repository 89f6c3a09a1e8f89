import { defineLanguage } from '../language.ts';

export default defineLanguage({
  title: 'PHP',
  ecosystem: 'Packagist',
  sources: /\.php$/,
});
