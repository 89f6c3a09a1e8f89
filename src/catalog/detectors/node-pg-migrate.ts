import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'node-pg-migrate',
  counts: 'tooling',
  packages: { npm: ['node-pg-migrate'] },
});
