import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Prettier',
  counts: 'tooling',
  packages: { npm: ['prettier'] },
  files: /(^|\/)(\.prettierrc(\.\w+)?|prettier\.config\.[cm]?[jt]s)$/,
});
