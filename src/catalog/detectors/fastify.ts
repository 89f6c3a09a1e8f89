import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Fastify',
  counts: 'service',
  packages: { npm: ['fastify'] },
});
