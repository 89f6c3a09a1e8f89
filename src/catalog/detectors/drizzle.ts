import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Drizzle',
  counts: 'service',
  packages: { npm: ['drizzle-orm'] },
});
