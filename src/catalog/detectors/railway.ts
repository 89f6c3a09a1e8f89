import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Railway',
  counts: 'service',
  files: /(^|\/)railway\.(json|toml)$/,
});
