import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'mypy',
  counts: 'tooling',
  packages: { PyPI: ['mypy', 'django-stubs', 'pyre-check', 'basedpyright'] },
  files: /(^|\/)\.?mypy\.ini$/,
});
