import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Starlette',
  counts: 'service',
  packages: { PyPI: ['starlette', 'litestar'] },
});
