import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Pulumi',
  counts: 'service',
  files: /(^|\/)Pulumi\.ya?ml$/,
});
