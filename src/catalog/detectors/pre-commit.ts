import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'pre-commit',
  counts: 'tooling',
  packages: { PyPI: ['pre-commit'] },
  files: /(^|\/)\.pre-commit-config\.ya?ml$/,
});
