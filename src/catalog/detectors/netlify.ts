import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Netlify',
  counts: 'service',
  files: /(^|\/)netlify\.toml$/,
});
