import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'hapi',
  counts: 'service',
  packages: { npm: ['@hapi/hapi'] },
});
