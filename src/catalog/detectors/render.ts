import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Render',
  counts: 'service',
  files: /(^|\/)render\.ya?ml$/,
});
