import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Mongoose',
  counts: 'service',
  packages: { npm: ['mongoose'] },
});
