import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import gatherer from '../src/catalog/gatherers/env-read.ts';
import { sourceDriver } from '../src/drivers/source.ts';
import { repoOf } from './parsed.ts';

/** [file, text, "NAME absent how" …] */
const samples: readonly (readonly [string, string, readonly string[]])[] = [
  [
    'a.ts',
    "const a = process.env.A_KEY ?? 'x';\nf(process.env['B_KEY']);\nif (!process.env.C_KEY) throw new Error();",
    ['A_KEY default process.env', 'B_KEY optional process.env', 'C_KEY required process.env'],
  ],
  [
    'a.ts',
    "const { A_KEY, B_KEY = 'x', C_KEY: c } = process.env;",
    ['A_KEY optional process.env', 'B_KEY default process.env', 'C_KEY optional process.env'],
  ],
  [
    'a.ts',
    "process.env.A_KEY = 'x'; delete process.env.B_KEY; const env = process.env; env.C_KEY;",
    ['C_KEY optional process.env'],
  ],
  [
    'a.ts',
    'const s = z.object({ PORT: z.coerce.number().default(1), URL: z.url(), DSN: z.url().optional() }); s.parse(process.env);',
    ['PORT default schema', 'URL required schema', 'DSN optional schema'],
  ],
  ['a.ts', 'const other = z.object({ PORT: z.number() });', []],
  ['a.js', "const c = convict({ port: { env: 'PORT', default: 1 } }); process.env", ['PORT default schema']],
  [
    'a.js',
    "cleanEnv(process.env, { TOKEN: str(), HOST: str({ default: 'x' }) });",
    ['TOKEN required schema', 'HOST default schema'],
  ],
  [
    'a.ts',
    "import { ConfigService } from '@nestjs/config';\nthis.configService.getOrThrow('TOKEN'); configService.get('HOST');",
    ['TOKEN required ConfigService', 'HOST optional ConfigService'],
  ],
  ['a.tsx', 'const x = <p>{import.meta.env.VITE_URL}</p>;', ['VITE_URL optional process.env']],
  [
    'a.py',
    'import os\na = os.environ["A_KEY"]\nb = os.environ.get("B_KEY", "x")\nc = os.getenv("C_KEY") or "x"\nos.environ["D_KEY"] = "x"',
    ['A_KEY required os.environ', 'B_KEY default os.environ', 'C_KEY default os.environ'],
  ],
  [
    'a.py',
    'from decouple import config\nA = config("A_KEY")\nB = config("B_KEY", default=1, cast=int)',
    ['A_KEY required decouple', 'B_KEY default decouple'],
  ],
  [
    'a.py',
    'import environ\nenv = environ.Env()\nD = env.db("DATABASE_URL")\nE = env.str("B_KEY", default="x")',
    ['DATABASE_URL required environ', 'B_KEY default environ'],
  ],
  [
    'a.py',
    'class S(BaseSettings):\n    model_config = SettingsConfigDict(env_prefix="APP_")\n    secret: str\n    port: int = 3\n    dsn: str | None = None\n    other: str = Field(alias="X_KEY")\nclass T(S):\n    more: int',
    [
      'APP_SECRET required pydantic settings',
      'APP_PORT default pydantic settings',
      'APP_DSN optional pydantic settings',
      'X_KEY required pydantic settings',
      'MORE required pydantic settings',
    ],
  ],
  [
    'a.py',
    'class S(BaseSettings):\n    SECRET: str\n    TOKEN: str\n    DSN: str\ndef make():\n    kept = {"SECRET": read_or_make()}\n    return S(_env_file=x, TOKEN=y, **kept)',
    ['DSN required pydantic settings'],
  ],
  [
    'a.go',
    'package a\nvar x = os.Getenv("A_KEY")\nvar y = getEnv("B_KEY", "d")\ntype C struct {\n\tP int `env:"C_KEY,required"`\n\tQ int `envconfig:"D_KEY" default:"3"`\n}',
    [
      'A_KEY optional os.Getenv',
      'B_KEY default helper',
      'C_KEY required struct tag',
      'D_KEY default struct tag',
    ],
  ],
  [
    'b.go',
    'package a\nfunc f() { viper.BindEnv("port", "PORT"); app := &cli.StringFlag{EnvVars: []string{"HOST"}} }',
    ['PORT optional viper', 'HOST optional flag'],
  ],
  [
    'A.java',
    'class A { String a = System.getenv("A_KEY"); @Value("${B_KEY:x}") String b; @Value("${app.name}") String c; }',
    ['A_KEY optional System.getenv', 'B_KEY default @Value'],
  ],
  [
    'application.yml',
    'spring:\n  datasource:\n    url: ${DB_URL}\n    user: ${DB_USER:sa}\n',
    ['DB_URL required Spring', 'DB_USER default Spring'],
  ],
  [
    'a.rb',
    'a = ENV["A_KEY"]\nb = ENV.fetch("B_KEY")\nc = ENV.fetch("C_KEY", "x")\nd = ENV["D_KEY"] || 1\nENV["E_KEY"] = "x"',
    ['A_KEY optional ENV', 'B_KEY required ENV.fetch', 'C_KEY default ENV.fetch', 'D_KEY default ENV'],
  ],
  [
    'config/database.yml',
    'pool: <%= ENV.fetch("POOL") { 5 } %>\nurl: <%= ENV["DATABASE_URL"] %>',
    ['POOL default ERB', 'DATABASE_URL required ERB'],
  ],
  [
    'config/app.php',
    "<?php return ['key' => env('APP_KEY'), 'url' => env('APP_URL', 'x'), 'o' => $_ENV['OTHER_KEY'] ?? 1, 'm' => $_SERVER['REQUEST_METHOD']];",
    ['APP_KEY optional env()', 'APP_URL default env()', 'OTHER_KEY default $_ENV'],
  ],
  ['schema.prisma', 'datasource db { url = env("DATABASE_URL") }', ['DATABASE_URL required Prisma']],
  ['test/a.ts', 'process.env.A_KEY', []],
];

describe('environment variables that code reads', () => {
  for (const [path, text, expected] of samples) {
    it(`${path}: ${text.slice(0, 80)}`, async () => {
      const { reads } = await look(path, text);

      assert.deepEqual(
        reads.map((read) => `${read.name} ${read.absent} ${read.how}`),
        expected,
      );
    });
  }

  for (const [path, text] of [
    ['a.ts', 'process.env[name]'],
    ['a.py', 'os.environ[name]'],
    ['a.go', 'package a\nfunc f() { os.Getenv(name) }'],
    ['b.go', 'package a\nfunc f() { viper.AutomaticEnv() }'],
    ['a.rb', 'ENV[name]'],
  ] as const) {
    it(`${path}: ${text} is a read whose name is not known`, async () => {
      assert.equal((await look(path, text)).dynamic.length, 1);
    });
  }

  it('say which languages they could not read', async () => {
    const { looked } = await look('src/Program.cs', 'Environment.GetEnvironmentVariable("A_KEY");');

    assert.deepEqual(looked.notUnderstood, [{ language: 'C#', files: 1, example: 'src/Program.cs' }]);
  });
});

function look(path: string, text: string) {
  const repo = repoOf({ [path]: text });
  const drivers = { repo, source: sourceDriver(repo) };
  return gatherer.gather({ given: {}, drivers, traits: [], signal: new AbortController().signal });
}
