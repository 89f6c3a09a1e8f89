import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Fly.io',
  counts: 'service',
  files: /(^|\/)fly(\.[\w-]+)?\.toml$/,
});
