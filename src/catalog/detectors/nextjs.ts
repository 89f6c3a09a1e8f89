import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Next.js',
  counts: 'service',
  packages: { npm: ['next'] },
});
