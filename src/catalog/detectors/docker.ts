import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Docker',
  counts: 'service',
  files: /(^|\/)([\w.-]+\.)?(Dockerfile|Containerfile)(\.[\w-]+)*$/,
});
