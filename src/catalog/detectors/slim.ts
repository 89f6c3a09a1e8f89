import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Slim',
  counts: 'service',
  packages: { Packagist: ['slim/slim'] },
});
