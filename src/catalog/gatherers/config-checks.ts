import configChecks from '../evidence/config-checks.ts';
import {
  call,
  defineSetUpGatherer,
  go,
  java,
  javascript,
  php,
  python,
  ruby,
  type SetUpSearch,
} from '../source/gather-set-ups.ts';
import { someArgument } from '../source/reads.ts';

export const search: SetUpSearch = {
  mentions:
    /process\.env|cleanEnv|createEnv|envalid|env-var|validationSchema|BaseSettings|environ\b|envconfig|caarlos0|viper|ConfigurationProperties|ENV\.fetch|require_keys|Dotenv/,
  rules: [
    call(javascript, 'schema', 'check', /\.(parse|safeParse|validateSync|validate|cast)$/, {
      read: someArgument(/^(process\.env|env|\{\s*\.\.\.process\.env)/),
    }),
    call(javascript, 'envalid or t3-env', 'check', /^(cleanEnv|createEnv|bindings\.check)$/),
    call(javascript, 'env-var', 'check', /\.required$/, { where: /env-var/ }),
    call(javascript, 'NestJS', 'check', /^ConfigModule\.forRoot$/, {
      read: someArgument(/validationSchema|validate\b/),
    }),
    call(python, 'pydantic', 'check', /^\w*Settings$/, { where: /BaseSettings/ }),
    call(
      go,
      'env',
      'check',
      /^(envconfig\.(Process|MustProcess)|env\.Parse(WithOptions|As)?|cleanenv\.ReadEnv)$/,
    ),
    call(java, 'Spring', 'check', /^@(ConfigurationProperties|Validated)$/, {
      where: /ConfigurationProperties/,
    }),
    call(ruby, 'dotenv', 'check', /^Dotenv\.require_keys$/),
    call(ruby, 'ENV.fetch', 'check', /^ENV\.fetch$/, { path: /(^|\/)config\// }),
    call(php, 'dotenv', 'check', /->required$/),
  ],
};

export default defineSetUpGatherer(configChecks, search);
