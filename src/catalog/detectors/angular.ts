import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Angular',
  counts: 'tooling',
  packages: { npm: ['@angular/core'] },
});
