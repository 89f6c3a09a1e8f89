import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Tornado',
  counts: 'service',
  packages: { PyPI: ['tornado'] },
});
