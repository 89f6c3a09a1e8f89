import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Koa',
  counts: 'service',
  packages: { npm: ['koa'] },
});
