import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Doctrine',
  counts: 'service',
  packages: { Packagist: ['doctrine/orm', 'doctrine/doctrine-bundle', 'symfony/orm-pack'] },
});
