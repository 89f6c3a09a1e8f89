import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'golang-migrate',
  counts: 'tooling',
  packages: { Go: ['github.com/golang-migrate/migrate*'] },
  images: ['migrate/migrate'],
});
