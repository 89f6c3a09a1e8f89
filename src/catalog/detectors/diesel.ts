import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Diesel',
  counts: 'service',
  packages: { 'crates.io': ['diesel'] },
});
