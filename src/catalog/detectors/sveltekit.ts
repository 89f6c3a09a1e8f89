import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'SvelteKit',
  counts: 'tooling',
  packages: { npm: ['@sveltejs/kit'] },
});
