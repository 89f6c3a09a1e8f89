import type { Sample } from '../set-ups.test.ts';

const samples: readonly Sample[] = [
  [
    'a.ts',
    "import { Pool } from 'pg';\nexport const pool = new Pool({ connectionString: url, max: 10, statement_timeout: 5_000 });",
    ['pg open max=10 statement_timeout=5000'],
  ],
  [
    'a.ts',
    "import postgres from 'postgres';\nconst sql = postgres(url, { max: 5 });",
    ['postgres.js open max=5'],
  ],
  ['a.js', 'const pool = mysql.createPool({ connectionLimit: 5 });', ['mysql2 open connectionLimit=5']],
  [
    'a.js',
    "const db = knex({ client: 'pg', pool: { min: 0, max: 7 } });",
    ['Knex open client=pg pool.min=0 pool.max=7'],
  ],
  [
    'a.ts',
    "new Sequelize(url, { dialect: 'postgres', pool: { max: 5, acquire: 3000 } });",
    ['Sequelize open dialect=postgres pool.max=5 pool.acquire=3000'],
  ],
  [
    'a.ts',
    "import { DataSource } from 'typeorm';\nnew DataSource({ type: 'postgres', poolSize: 5 });",
    ['TypeORM open type=postgres poolSize=5'],
  ],
  [
    'a.ts',
    'const prisma = new PrismaClient();\nmongoose.connect(url, { maxPoolSize: 3 });',
    ['Prisma open', 'MongoDB open maxPoolSize=3'],
  ],
  [
    'a.py',
    'engine = create_async_engine(url, pool_size=5, pool_pre_ping=True)',
    ['SQLAlchemy open pool_size=5 pool_pre_ping=true'],
  ],
  [
    'a.py',
    'pool = ConnectionPool(url, max_size=4)\np = await asyncpg.create_pool(url, command_timeout=3)',
    ['psycopg open max_size=4', 'asyncpg open command_timeout=3'],
  ],
  [
    'settings.py',
    'DATABASES = {"default": {"ENGINE": "x", "CONN_MAX_AGE": 60, "OPTIONS": {"connect_timeout": 3}}}',
    [
      'Django open setting=DATABASES',
      'Django open setting=DATABASES.default',
      'Django configure setting=DATABASES.default.CONN_MAX_AGE value=60',
      'Django configure setting=DATABASES.default.OPTIONS.connect_timeout value=3',
    ],
  ],
  [
    'config.py',
    'SQLALCHEMY_POOL_SIZE = 5',
    ['Flask-SQLAlchemy configure setting=SQLALCHEMY_POOL_SIZE value=5'],
  ],
  [
    'a.go',
    'package a\nfunc f() { db, err := sql.Open("postgres", url); db.SetMaxOpenConns(10); g, err := gorm.Open(x) }',
    ['database/sql open', 'database/sql configure option=SetMaxOpenConns value=10', 'gorm open'],
  ],
  [
    'a.go',
    'package a\nfunc f() { config.MaxConns = 5; pgxpool.NewWithConfig(ctx, config) }',
    ['pgx open', 'pgx configure setting=config.MaxConns value=5'],
  ],
  [
    'A.java',
    'class A { void f() { HikariConfig c = new HikariConfig(); c.setMaximumPoolSize(5); } }',
    ['HikariCP open', 'HikariCP configure option=setMaximumPoolSize value=5'],
  ],
  ['a.rb', 'ActiveRecord::Base.establish_connection(pool: 5)', ['Active Record open pool=5']],
  ['a.php', '<?php $p = new PDO($dsn); $m = new mysqli($h);', ['PDO open', 'mysqli open']],
];

export default samples;
