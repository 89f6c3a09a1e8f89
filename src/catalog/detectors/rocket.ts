import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Rocket',
  counts: 'service',
  packages: { 'crates.io': ['rocket'] },
});
