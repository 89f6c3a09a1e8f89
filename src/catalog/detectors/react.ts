import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'React',
  counts: 'tooling',
  packages: { npm: ['react-dom'] },
});
