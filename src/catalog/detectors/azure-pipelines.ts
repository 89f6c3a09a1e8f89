import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Azure Pipelines',
  counts: 'tooling',
  files: /(^|\/)(\.?azure-pipelines[\w.-]*\.ya?ml|\.azure-pipelines\/[^/]+\.ya?ml)$/,
  filesAreFor: 'repository',
});
