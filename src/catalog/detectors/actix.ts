import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Actix Web',
  counts: 'service',
  packages: { 'crates.io': ['actix-web'] },
});
