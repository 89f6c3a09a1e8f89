import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'MikroORM',
  counts: 'service',
  packages: { npm: ['@mikro-orm/core'] },
});
