import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Kustomize',
  counts: 'service',
  files: /(^|\/)kustomization\.ya?ml$/,
  filesAreFor: 'repository',
});
