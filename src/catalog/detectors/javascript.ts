import { defineLanguage } from '../language.ts';

export default defineLanguage({
  title: 'JavaScript',
  ecosystem: 'npm',
  sources: /\.(js|jsx|mjs|cjs)$/,
  except: /(\.min\.js|\.(config|setup|stories)\.[cm]?jsx?|(^|\/)\.[\w.-]+rc\.[cm]?js)$/,
});
