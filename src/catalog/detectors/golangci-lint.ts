import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'golangci-lint',
  counts: 'tooling',
  files: /(^|\/)\.golangci\.(ya?ml|toml|json)$/,
});
