import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Vite',
  counts: 'tooling',
  packages: { npm: ['vite'] },
  files: /(^|\/)vite\.config\.[cm]?[jt]s$/,
});
