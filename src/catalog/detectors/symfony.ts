import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Symfony',
  counts: 'service',
  packages: { Packagist: ['symfony/framework-bundle', 'symfony/symfony'] },
});
