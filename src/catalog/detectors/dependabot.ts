import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Dependabot',
  counts: 'tooling',
  files: /^\.github\/dependabot\.ya?ml$/,
  filesAreFor: 'repository',
});
