import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'sqlc',
  counts: 'tooling',
  files: /(^|\/)sqlc\.(ya?ml|json)$/,
});
