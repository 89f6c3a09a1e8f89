import { defineLanguage } from '../language.ts';

export default defineLanguage({
  title: 'TypeScript',
  ecosystem: 'npm',
  sources: /\.(ts|tsx|mts|cts)$/,
  except: /(\.d\.[cm]?ts|\.(config|setup|workspace|stories)\.[cm]?tsx?)$/,
});
