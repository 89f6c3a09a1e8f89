import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Google Cloud Build and Skaffold',
  counts: 'service',
  files: /(^|\/)(cloudbuild|skaffold)\.ya?ml$/,
});
