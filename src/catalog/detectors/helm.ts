import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Helm',
  counts: 'service',
  files: /(^|\/)Chart\.ya?ml$/,
  filesAreFor: 'repository',
});
