import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Cypress',
  counts: 'tooling',
  packages: { npm: ['cypress'] },
  files: /(^|\/)cypress\.(config\.[cm]?[jt]s|json)$/,
});
