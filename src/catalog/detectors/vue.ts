import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Vue',
  counts: 'tooling',
  packages: { npm: ['vue'] },
});
