import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Tortoise ORM',
  counts: 'service',
  packages: { PyPI: ['tortoise-orm'] },
});
