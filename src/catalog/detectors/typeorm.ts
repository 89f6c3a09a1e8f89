import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'TypeORM',
  counts: 'service',
  packages: { npm: ['typeorm'] },
});
