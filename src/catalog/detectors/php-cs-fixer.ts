import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'PHP CS Fixer, Pint and PHP_CodeSniffer',
  counts: 'tooling',
  packages: { Packagist: ['friendsofphp/php-cs-fixer', 'laravel/pint', 'squizlabs/php_codesniffer'] },
  files: /(^|\/)(\.php-cs-fixer(\.dist)?\.php|pint\.json|phpcs\.xml(\.dist)?)$/,
});
