import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Flake8 and Pylint',
  counts: 'tooling',
  packages: { PyPI: ['flake8', 'pylint', 'pylint-django'] },
  files: /(^|\/)(\.flake8|\.?pylintrc)$/,
});
