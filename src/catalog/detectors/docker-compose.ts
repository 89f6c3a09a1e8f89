import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Docker Compose',
  counts: 'service',
  files: /(^|\/)(docker-)?compose([._-][\w.-]+)?\.ya?ml$/,
});
