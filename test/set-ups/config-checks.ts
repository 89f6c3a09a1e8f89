import type { Sample } from '../set-ups.test.ts';

const samples: readonly Sample[] = [
  ['a.ts', 'schema.safeParse(process.env);\nother.parse(body);', ['schema check']],
  [
    'a.ts',
    "import env from 'env-var';\ncleanEnv(process.env, {});\nenv.get('A').required();\n@Module({ imports: [ConfigModule.forRoot({ validationSchema })] })\nclass A {}",
    ['envalid or t3-env check', 'env-var check', 'NestJS check'],
  ],
  ['a.py', 'class Settings(BaseSettings):\n    a: str\nsettings = Settings()', ['pydantic check']],
  ['a.go', 'package a\nfunc f() { envconfig.Process("", &c) }', ['env check']],
  ['A.java', '@ConfigurationProperties("app") @Validated class A {}', ['Spring check', 'Spring check']],
  ['config/a.rb', "Dotenv.require_keys('A')\nENV.fetch('B')", ['dotenv check', 'ENV.fetch check']],
  [
    'a.php',
    "<?php $dotenv = Dotenv\\Dotenv::createImmutable(__DIR__); $dotenv->required(['A']);",
    ['dotenv check'],
  ],
];

export default samples;
