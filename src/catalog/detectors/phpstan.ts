import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'PHPStan and Psalm',
  counts: 'tooling',
  packages: { Packagist: ['phpstan/phpstan', 'larastan/larastan', 'nunomaduro/larastan', 'vimeo/psalm'] },
  files: /(^|\/)(phpstan\.neon(\.dist)?|psalm\.xml(\.dist)?)$/,
});
