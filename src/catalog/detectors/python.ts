import { defineLanguage } from '../language.ts';

export default defineLanguage({
  title: 'Python',
  ecosystem: 'PyPI',
  sources: /\.py$/,
  except: /(^|\/)(setup|conftest)\.py$/,
});
