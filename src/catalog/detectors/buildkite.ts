import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Buildkite',
  counts: 'tooling',
  files: /^\.buildkite\/[^/]+\.ya?ml$/,
  filesAreFor: 'repository',
});
