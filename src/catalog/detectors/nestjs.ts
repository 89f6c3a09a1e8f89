import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'NestJS',
  counts: 'service',
  packages: { npm: ['@nestjs/core'] },
});
