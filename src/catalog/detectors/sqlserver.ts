import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'SQL Server',
  counts: 'service',
  packages: {
    npm: ['mssql', 'tedious'],
    PyPI: ['pymssql', 'pyodbc'],
    Go: ['github.com/microsoft/go-mssqldb', 'github.com/denisenkom/go-mssqldb', 'gorm.io/driver/sqlserver'],
    Maven: ['com.microsoft.sqlserver:mssql-jdbc'],
    RubyGems: ['tiny_tds', 'activerecord-sqlserver-adapter'],
    Packagist: ['ext-sqlsrv', 'ext-pdo_sqlsrv'],
    NuGet: ['Microsoft.Data.SqlClient', 'System.Data.SqlClient', 'Microsoft.EntityFrameworkCore.SqlServer'],
    'crates.io': ['tiberius'],
  },
  images: ['mssql/server', 'azure-sql-edge'],
  connections: ['sqlserver'],
});
