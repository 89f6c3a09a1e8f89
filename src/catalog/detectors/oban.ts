import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Oban',
  counts: 'service',
  packages: { Hex: ['oban'] },
});
