import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Mocha',
  counts: 'tooling',
  packages: { npm: ['mocha'] },
  files: /(^|\/)\.mocharc\.\w+$/,
});
