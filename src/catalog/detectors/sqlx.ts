import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'SQLx',
  counts: 'service',
  packages: { 'crates.io': ['sqlx'] },
});
