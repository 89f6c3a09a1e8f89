import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Ruff',
  counts: 'tooling',
  packages: { PyPI: ['ruff'] },
  files: /(^|\/)\.?ruff\.toml$/,
});
