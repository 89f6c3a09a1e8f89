import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Phinx',
  counts: 'tooling',
  packages: { Packagist: ['robmorgan/phinx'] },
});
