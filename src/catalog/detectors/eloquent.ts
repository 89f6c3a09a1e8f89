import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Eloquent',
  counts: 'service',
  packages: { Packagist: ['laravel/framework', 'illuminate/database'] },
});
