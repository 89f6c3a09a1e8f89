import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Pyright',
  counts: 'tooling',
  packages: { PyPI: ['pyright', 'basedpyright'], npm: ['pyright'] },
  files: /(^|\/)pyrightconfig\.json$/,
});
