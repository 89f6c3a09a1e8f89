import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Phoenix',
  counts: 'service',
  packages: { Hex: ['phoenix'] },
});
