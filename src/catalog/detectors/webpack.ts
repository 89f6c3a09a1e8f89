import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'webpack',
  counts: 'tooling',
  packages: { npm: ['webpack'] },
  files: /(^|\/)webpack\.config[\w.]*\.[cm]?[jt]s$/,
});
