import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'pytest',
  counts: 'tooling',
  packages: { PyPI: ['pytest', 'pytest-django', 'pytest-asyncio'] },
  files: /(^|\/)pytest\.ini$/,
});
