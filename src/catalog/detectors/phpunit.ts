import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'PHPUnit and Pest',
  counts: 'tooling',
  packages: { Packagist: ['phpunit/phpunit', 'pestphp/pest'] },
  files: /(^|\/)phpunit\.xml(\.dist)?$/,
});
