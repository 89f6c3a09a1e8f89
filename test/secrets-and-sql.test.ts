import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { keysIn } from '../src/catalog/source/secret-defaults.ts';
import { sqlIn } from '../src/catalog/source/sql-parts.ts';
import { parsed } from './parsed.ts';

/** [file, code, "name from (development)" …] */
const keys: readonly (readonly [string, string, readonly string[]])[] = [
  [
    'a.ts',
    "const a = process.env.JWT_SECRET || 'secret';\nconst b = process.env.SESSION_SECRET;",
    ['JWT_SECRET fallback', 'SESSION_SECRET environment'],
  ],
  [
    'a.ts',
    "const a = process.env.JWT_SECRET ?? (isDev ? 'x' : undefined);\nif (process.env.NODE_ENV !== 'production') { use(process.env.COOKIE_SECRET || 'dev'); }",
    ['JWT_SECRET environment', 'COOKIE_SECRET fallback development'],
  ],
  [
    'a.ts',
    "const c = z.object({ JWT_SECRET: z.string().min(43), APP_SECRET: z.string().default('x') }); c.parse(process.env);",
    ['JWT_SECRET checked', 'APP_SECRET fallback'],
  ],
  [
    'a.js',
    "jwt.sign(p, 'my-key');\napp.use(session({ secret: 'keyboard' }));\njwt.verify(t, key);",
    ['signing key literal', 'session secret literal'],
  ],
  [
    'a.py',
    'A = os.environ.get("SECRET_KEY", "x")\nB = os.environ["JWT_SECRET_KEY"]\nSECRET_KEY = "abc"\napp.config["SECRET_KEY"] = "def"',
    ['JWT_SECRET_KEY environment', 'SECRET_KEY fallback', 'SECRET_KEY literal', 'SECRET_KEY literal'],
  ],
  [
    'a.py',
    'class Settings(BaseSettings):\n    secret_key: str\n    session_secret: str = secrets.token_urlsafe(32)',
    ['session_secret random', 'SECRET_KEY environment'],
  ],
  [
    'a.py',
    'SECRET_KEY = "changethis"\nif SECRET_KEY == "changethis":\n    raise ValueError("set it")',
    ['SECRET_KEY checked'],
  ],
  ['settings/local.py', 'SECRET_KEY = "abc"', ['SECRET_KEY literal development']],
  [
    'a.go',
    'package a\nvar k = getEnv("JWT_SECRET", "x")\nvar l = os.Getenv("SESSION_SECRET")',
    ['JWT_SECRET fallback', 'SESSION_SECRET environment'],
  ],
  [
    'a.rb',
    'a = ENV.fetch("SECRET_KEY_BASE", "x")\nb = ENV["JWT_SECRET"] || "y"',
    ['JWT_SECRET fallback', 'SECRET_KEY_BASE fallback'],
  ],
  ['config/app.php', "<?php return ['key' => env('APP_KEY', 'SomeRandomString')];", ['APP_KEY fallback']],
  ['a.ts', "const a = process.env.GITHUB_CLIENT_SECRET || 'x'; const label = 'secret key';", []],
];

describe('keys that sign and encrypt', () => {
  for (const [path, text, expected] of keys) {
    it(`${path}: ${text.replaceAll('\n', ' ').slice(0, 90)}`, async () => {
      const found = keysIn(await parsed(path, text));

      assert.deepEqual(
        found.map(
          ({ name, from, developmentOnly }) => `${name} ${from}${developmentOnly ? ' development' : ''}`,
        ),
        expected,
      );
    });
  }
});

/** [file, code, "how part" or "constant" or "opaque" …] */
const statements: readonly (readonly [string, string, readonly string[]])[] = [
  ['a.ts', "db.query(`SELECT * FROM a WHERE id = '${req.query.id}'`)", ['interpolation request']],
  ['a.ts', "db.query('SELECT * FROM a WHERE id = $1', [req.query.id])", ['constant']],
  ['a.ts', "const columns = 'id, name';\npool.query(`SELECT ${columns} FROM a`)", ['constant']],
  ['a.ts', 'pool.query(`SELECT * FROM a ORDER BY ${order}`)', ['interpolation variable']],
  [
    'a.ts',
    'const id = req.params.id;\npool.query("DELETE FROM a WHERE id = " + id)',
    ['concatenation request'],
  ],
  [
    'a.ts',
    'const id = Number(req.params.id);\npool.query(`DELETE FROM a WHERE id = ${id}`)',
    ['interpolation variable'],
  ],
  ['a.ts', 'sql`SELECT * FROM a WHERE id = ${req.query.id}`; prisma.$queryRaw`SELECT ${x}`', []],
  ['a.ts', 'pool.query(statement)', ['opaque']],
  ['a.ts', "cache.get('SELECT'); list.delete('update x set');", []],
  [
    'a.py',
    'cursor.execute(f"SELECT * FROM a WHERE id = {request.args[\'id\']}")\ncursor.execute("SELECT * FROM a WHERE id = %s", (x,))\ncursor.execute("SELECT * FROM a WHERE id = %s" % name)',
    ['interpolation request', 'constant', 'format variable'],
  ],
  [
    'a.go',
    'package a\nfunc f() { db.Query("SELECT * FROM a WHERE id = " + r.FormValue("id")); db.QueryContext(ctx, "SELECT 1"); q := fmt.Sprintf("SELECT %s FROM a", name); db.Query(q) }',
    ['concatenation request', 'constant', 'format variable'],
  ],
  [
    'A.java',
    'class A { void f() { jdbc.queryForObject("SELECT * FROM a WHERE n = \'" + request.getParameter("n") + "\'", m); st.executeQuery("SELECT 1"); } }',
    ['concatenation request', 'constant'],
  ],
  [
    'a.rb',
    'User.where("name = \'#{params[:name]}\'")\nUser.where("name = ?", params[:name])\nUser.where(name: x)',
    ['interpolation request', 'constant'],
  ],
  [
    'a.php',
    '<?php DB::select("SELECT * FROM a WHERE id = " . $_GET["id"]); $pdo->query("SELECT * FROM a WHERE id = $id"); DB::select("SELECT 1");',
    ['concatenation request', 'interpolation variable', 'constant'],
  ],
];

describe('SQL statements', () => {
  for (const [path, text, expected] of statements) {
    it(`${path}: ${text.replaceAll('\n', ' ').slice(0, 90)}`, async () => {
      const found = sqlIn(await parsed(path, text));

      assert.deepEqual(
        found.map(({ built, opaque }) =>
          opaque ? 'opaque' : built ? `${built.how} ${built.part}` : 'constant',
        ),
        expected,
      );
    });
  }
});
