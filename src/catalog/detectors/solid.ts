import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Solid',
  counts: 'tooling',
  packages: { npm: ['solid-js'] },
});
