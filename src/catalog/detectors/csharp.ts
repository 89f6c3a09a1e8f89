import { defineLanguage } from '../language.ts';

export default defineLanguage({
  title: 'C#',
  ecosystem: 'NuGet',
  sources: /\.cs$/,
});
