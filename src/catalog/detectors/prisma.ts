import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Prisma',
  counts: 'tooling',
  packages: { npm: ['@prisma/client', 'prisma'] },
  files: /(^|\/)schema\.prisma$/,
});
