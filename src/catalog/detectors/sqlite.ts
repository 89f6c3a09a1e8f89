import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'SQLite',
  counts: 'service',
  packages: {
    npm: ['sqlite3', 'better-sqlite3', 'sqlite', '@libsql/client', 'sql.js', '@mikro-orm/sqlite'],
    PyPI: ['aiosqlite', 'pysqlite3-binary'],
    Go: [
      'github.com/mattn/go-sqlite3',
      'modernc.org/sqlite',
      'gorm.io/driver/sqlite',
      'github.com/glebarez/sqlite',
      'github.com/ncruces/go-sqlite3',
    ],
    Maven: ['org.xerial:sqlite-jdbc'],
    RubyGems: ['sqlite3'],
    Packagist: ['ext-sqlite3', 'ext-pdo_sqlite'],
    NuGet: ['Microsoft.Data.Sqlite', 'Microsoft.EntityFrameworkCore.Sqlite'],
    'crates.io': ['rusqlite', 'libsqlite3-sys'],
    Hex: ['exqlite', 'ecto_sqlite3'],
  },
  connections: ['sqlite'],
  builtInto: ['php', 'py'],
});
