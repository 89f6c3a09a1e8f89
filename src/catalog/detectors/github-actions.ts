import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'GitHub Actions',
  counts: 'tooling',
  files: /^\.github\/workflows\/[^/]+\.ya?ml$/,
  filesAreFor: 'repository',
});
