import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Black',
  counts: 'tooling',
  packages: { PyPI: ['black'] },
});
