import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Biome',
  counts: 'tooling',
  packages: { npm: ['@biomejs/biome'] },
  files: /(^|\/)biome\.jsonc?$/,
});
