import { defineLanguage } from '../language.ts';

export default defineLanguage({
  title: 'Elixir',
  ecosystem: 'Hex',
  sources: /\.ex$/,
});
