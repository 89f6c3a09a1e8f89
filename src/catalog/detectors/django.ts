import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Django',
  counts: 'service',
  packages: { PyPI: ['django'] },
});
