import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'AdonisJS',
  counts: 'service',
  packages: { npm: ['@adonisjs/core'] },
});
