import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Sequelize',
  counts: 'service',
  packages: { npm: ['sequelize', 'sequelize-typescript'] },
});
