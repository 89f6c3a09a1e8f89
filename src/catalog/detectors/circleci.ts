import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'CircleCI',
  counts: 'tooling',
  files: /^\.circleci\/config\.ya?ml$/,
  filesAreFor: 'repository',
});
