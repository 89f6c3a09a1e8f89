import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Tailwind CSS',
  counts: 'tooling',
  packages: { npm: ['tailwindcss'] },
});
