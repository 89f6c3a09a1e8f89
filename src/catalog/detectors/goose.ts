import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'goose',
  counts: 'tooling',
  packages: { Go: ['github.com/pressly/goose*'] },
});
