import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'SeaORM',
  counts: 'service',
  packages: { 'crates.io': ['sea-orm'] },
});
