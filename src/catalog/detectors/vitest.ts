import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Vitest',
  counts: 'tooling',
  packages: { npm: ['vitest'] },
  files: /(^|\/)vitest\.(config|workspace)\.[cm]?[jt]s$/,
});
