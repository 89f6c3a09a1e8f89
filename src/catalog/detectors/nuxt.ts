import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Nuxt',
  counts: 'tooling',
  packages: { npm: ['nuxt'] },
});
