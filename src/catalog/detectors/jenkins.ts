import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Jenkins',
  counts: 'tooling',
  files: /(^|\/)Jenkinsfile(\.[\w-]+)?$/,
  filesAreFor: 'repository',
});
