import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Dapper',
  counts: 'service',
  packages: { NuGet: ['Dapper'] },
});
