import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'aiohttp',
  counts: 'service',
  packages: { PyPI: ['aiohttp'] },
});
