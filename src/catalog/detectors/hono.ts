import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Hono',
  counts: 'service',
  packages: { npm: ['hono'] },
});
