import dbPools from '../evidence/db-pools.ts';
import {
  call,
  defineSetUpGatherer,
  go,
  isCall,
  java,
  javascript,
  php,
  python,
  ruby,
  setting,
  type SetUpSearch,
} from '../source/gather-set-ups.ts';
import { argumentsOf } from '../source/options.ts';
import { argument, importedFrom } from '../source/reads.ts';

const pgOptions =
  'max min connectionTimeoutMillis idleTimeoutMillis maxLifetimeSeconds statement_timeout query_timeout lock_timeout idle_in_transaction_session_timeout ssl';
const pythonOptions =
  'pool_size max_overflow pool_timeout pool_recycle pool_pre_ping poolclass connect_args min_size max_size timeout command_timeout maxconn minconn';

export const search: SetUpSearch = {
  mentions:
    /\bPool\(|createPool|new Sequelize|new DataSource|createConnection|TypeOrmModule|[kK]nex\(|new PrismaClient|mongoose\.(connect|create)|new MongoClient|['"]postgres['"]|create_(async_)?engine|asyncpg|ConnectionPool|DATABASES|sql\.Open|sqlx\.|otelsql|gorm\.Open|pgxpool|Set(MaxOpen|MaxIdle|ConnMax)|HikariConfig|HikariDataSource|establish_connection|new \\?PDO|mysqli|SQLALCHEMY_/,
  rules: [
    call(javascript, 'pg', 'open', /^(pg\.)?(Pool|Client)$/, { where: /['"]pg['"]/, keep: pgOptions }),
    call(javascript, 'postgres.js', 'open', /^[\w$]+$/, {
      where: /['"]postgres['"]/,
      keep: 'max idle_timeout connect_timeout max_lifetime ssl',
      read: importedFrom(/^postgres$/),
    }),
    call(javascript, 'mysql2', 'open', /\.?createPool$/, {
      keep: 'connectionLimit queueLimit connectTimeout waitForConnections maxIdle idleTimeout',
    }),
    call(javascript, 'Knex', 'open', /^[kK]nex$/, {
      keep: 'client pool.min pool.max pool.acquireTimeoutMillis pool.idleTimeoutMillis acquireConnectionTimeout',
      // `knex('orders')` begins a query.
      read: (at) => (isCall(at) && /string/.test(String(argumentsOf(at)[0]?.kind())) ? undefined : {}),
    }),
    call(javascript, 'Sequelize', 'open', /^Sequelize$/, {
      keep: 'dialect pool.max pool.min pool.acquire pool.idle',
    }),
    call(javascript, 'TypeORM', 'open', /^(DataSource|createConnection|TypeOrmModule\.forRoot)$/, {
      where: /typeorm/i,
      keep: 'type poolSize connectTimeoutMS extra.max extra.connectionLimit extra.statement_timeout maxQueryExecutionTime',
    }),
    call(javascript, 'Prisma', 'open', /^PrismaClient$/),
    call(javascript, 'MongoDB', 'open', /^(mongoose\.(connect|createConnection)|MongoClient)$/, {
      keep: 'maxPoolSize minPoolSize serverSelectionTimeoutMS socketTimeoutMS connectTimeoutMS waitQueueTimeoutMS maxTimeMS',
    }),
    call(python, 'SQLAlchemy', 'open', /(^|\.)create_(async_)?engine$/, { keep: pythonOptions }),
    call(python, 'psycopg', 'open', /(^|\.)((Async)?ConnectionPool|(Simple|Threaded)ConnectionPool)$/, {
      keep: pythonOptions,
    }),
    call(python, 'asyncpg', 'open', /^asyncpg\.(create_pool|connect)$/, { keep: pythonOptions }),
    setting(
      python,
      'Django',
      'configure',
      /^DATABASES\.[\w]+\.(CONN_MAX_AGE|CONN_HEALTH_CHECKS|OPTIONS\.\w+)$/,
    ),
    setting(python, 'Django', 'open', /^DATABASES(\.\w+)?$/, { read: () => ({}) }),
    setting(
      python,
      'Flask-SQLAlchemy',
      'configure',
      /SQLALCHEMY_(ENGINE_OPTIONS(\.\w+)?|POOL_SIZE|POOL_TIMEOUT|POOL_RECYCLE|MAX_OVERFLOW)/,
    ),
    call(
      go,
      'database/sql',
      'open',
      /^(sql|sqlx|otelsql)\.(Open|Connect|MustConnect|MustOpen|ConnectContext)$/,
    ),
    call(go, 'gorm', 'open', /^gorm\.Open$/),
    call(go, 'pgx', 'open', /^pgxpool\.(New|NewWithConfig|Connect|ConnectConfig)$/),
    call(
      go,
      'database/sql',
      'configure',
      /\.Set(MaxOpenConns|MaxIdleConns|ConnMaxLifetime|ConnMaxIdleTime)$/,
      { read: (at) => (isCall(at) ? { option: at.last, ...argument(0, 'value')(at) } : undefined) },
    ),
    setting(
      go,
      'pgx',
      'configure',
      /\.(MaxConns|MinConns|MaxConnLifetime|MaxConnIdleTime|HealthCheckPeriod|ConnectTimeout)$/,
    ),
    call(java, 'HikariCP', 'open', /^Hikari(Config|DataSource)$/),
    call(
      java,
      'HikariCP',
      'configure',
      /\.set(MaximumPoolSize|MinimumIdle|ConnectionTimeout|IdleTimeout|MaxLifetime|ValidationTimeout|LeakDetectionThreshold)$/,
      { read: (at) => (isCall(at) ? { option: at.last, ...argument(0, 'value')(at) } : undefined) },
    ),
    call(ruby, 'Active Record', 'open', /\.establish_connection$/, {
      keep: 'pool checkout_timeout connect_timeout',
    }),
    call(php, 'PDO', 'open', /^\\?PDO$/),
    call(php, 'mysqli', 'open', /^\\?(mysqli|mysqli_connect)$/),
  ],
  springProperties: [
    {
      does: 'configure',
      name: /^spring\.datasource\.hikari\.(maximum-?pool-?size|minimum-?idle|connection-?timeout|idle-?timeout|max-?lifetime)$/i,
    },
    { does: 'open', name: /^spring\.(datasource|r2dbc)\.url$/, read: () => ({}) },
  ],
};

export default defineSetUpGatherer(dbPools, search);
