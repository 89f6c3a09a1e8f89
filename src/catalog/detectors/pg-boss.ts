import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'pg-boss',
  counts: 'service',
  packages: { npm: ['pg-boss', 'graphile-worker'] },
});
