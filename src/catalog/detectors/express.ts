import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Express',
  counts: 'service',
  packages: { npm: ['express'] },
});
