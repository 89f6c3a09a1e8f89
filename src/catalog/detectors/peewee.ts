import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Peewee',
  counts: 'service',
  packages: { PyPI: ['peewee'] },
});
