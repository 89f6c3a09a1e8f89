import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Axum',
  counts: 'service',
  packages: { 'crates.io': ['axum'] },
});
