import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'GitLab CI',
  counts: 'tooling',
  files: /^\.gitlab-ci\.ya?ml$/,
  filesAreFor: 'repository',
});
