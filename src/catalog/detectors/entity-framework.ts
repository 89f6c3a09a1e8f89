import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Entity Framework',
  counts: 'service',
  packages: {
    NuGet: [
      'Microsoft.EntityFrameworkCore*',
      'EntityFramework',
      'Npgsql.EntityFrameworkCore.PostgreSQL',
      'Pomelo.EntityFrameworkCore.MySql',
      'Aspire.Npgsql.EntityFrameworkCore.PostgreSQL',
    ],
  },
});
