import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Svelte',
  counts: 'tooling',
  packages: { npm: ['svelte'] },
});
