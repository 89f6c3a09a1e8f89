import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Knex',
  counts: 'service',
  packages: { npm: ['knex'] },
});
