import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Terraform and OpenTofu',
  counts: 'service',
  files: /\.(tf|tofu|tf\.json)$/,
  filesAreFor: 'repository',
});
