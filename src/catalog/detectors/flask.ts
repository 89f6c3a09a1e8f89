import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Flask',
  counts: 'service',
  packages: { PyPI: ['flask'] },
});
