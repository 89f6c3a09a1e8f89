import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Kysely',
  counts: 'service',
  packages: { npm: ['kysely'] },
});
