import { defineLanguage } from '../language.ts';

export default defineLanguage({
  title: 'Rust',
  ecosystem: 'crates.io',
  sources: /\.rs$/,
});
