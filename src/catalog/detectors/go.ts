import { defineLanguage } from '../language.ts';

export default defineLanguage({
  title: 'Go',
  ecosystem: 'Go',
  sources: /\.go$/,
  except: /_test\.go$/,
});
