import { defineLanguage } from '../language.ts';

export default defineLanguage({
  title: 'Scala',
  ecosystem: 'Maven',
  sources: /\.scala$/,
});
