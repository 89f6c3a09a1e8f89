import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Laravel',
  counts: 'service',
  packages: { Packagist: ['laravel/framework', 'laravel/lumen-framework'] },
});
