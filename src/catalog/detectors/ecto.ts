import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Ecto',
  counts: 'service',
  packages: { Hex: ['ecto_sql', 'ecto'] },
});
