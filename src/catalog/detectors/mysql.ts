import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'MySQL and MariaDB',
  counts: 'service',
  packages: {
    npm: ['mysql', 'mysql2', 'mariadb', '@planetscale/database', '@mikro-orm/mysql'],
    PyPI: ['mysqlclient', 'pymysql', 'mysql-connector-python', 'aiomysql', 'asyncmy', 'mariadb'],
    Go: ['github.com/go-sql-driver/mysql', 'gorm.io/driver/mysql'],
    Maven: [
      'mysql:mysql-connector-java',
      'com.mysql:mysql-connector-j',
      'org.mariadb.jdbc:mariadb-java-client',
      'org.mariadb:r2dbc-mariadb',
      'io.asyncer:r2dbc-mysql',
      'io.quarkus:quarkus-jdbc-mysql',
      'io.quarkus:quarkus-jdbc-mariadb',
    ],
    RubyGems: ['mysql2', 'trilogy'],
    Packagist: ['ext-mysqli', 'ext-pdo_mysql'],
    NuGet: ['MySqlConnector', 'MySql.Data', 'Pomelo.EntityFrameworkCore.MySql'],
    'crates.io': ['mysql', 'mysql_async'],
    Hex: ['myxql'],
  },
  images: [
    'mysql',
    'mariadb',
    'bitnami/mysql',
    'bitnami/mariadb',
    'percona',
    'percona/percona-server',
    'mysql/mysql-server',
    'linuxserver/mariadb',
  ],
  connections: ['mysql'],
  builtInto: ['php'],
});
