import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'ESLint',
  counts: 'tooling',
  packages: { npm: ['eslint'] },
  files: /(^|\/)(\.eslintrc(\.\w+)?|eslint\.config\.[cm]?[jt]s)$/,
});
