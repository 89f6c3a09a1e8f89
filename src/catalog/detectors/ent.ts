import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'ent',
  counts: 'service',
  packages: { Go: ['entgo.io/ent'] },
});
