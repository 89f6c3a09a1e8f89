import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Astro',
  counts: 'tooling',
  packages: { npm: ['astro'] },
});
