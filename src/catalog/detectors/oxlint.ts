import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'oxlint',
  counts: 'tooling',
  packages: { npm: ['oxlint'] },
  files: /(^|\/)\.oxlintrc\.json$/,
});
