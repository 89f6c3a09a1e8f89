import { defineAudit } from '../../../kit/audit.ts';
import type { Finding } from '../../../kit/where.ts';
import envDocumented from '../../evidence/env-documented.ts';
import envRead from '../../evidence/env-read.ts';

/** Given by the runtime, the host, the CI system or the shell: nobody has to set them for this service. */
const given =
  /^(NODE_ENV|PATH|HOME|PWD|USER|USERNAME|SHELL|TERM|TZ|LANG|LC_ALL|HOSTNAME|TMPDIR|TEMP|TMP|CI|DEBUG|NO_COLOR|FORCE_COLOR|COLORTERM|NODE_OPTIONS|NODE_APP_INSTANCE|PYTHON\w*|PYTEST_\w+|DJANGO_SETTINGS_MODULE|RAILS_\w+|WEB_CONCURRENCY|JOB_CONCURRENCY|TEST(ING|S)?|TEST_\w+|SKIP_\w*TESTS?|RACK_ENV|GO\w{2,8}|JAVA_HOME|XDG_\w+|HTTPS?_PROXY|NO_PROXY|npm_\w+|GITHUB_\w+|GITLAB_\w+|CI_\w+|RUNNER_\w+|CIRCLE\w*|VERCEL(_\w+)?|NETLIFY|RAILWAY_\w+|RENDER(_\w+)?|FLY_\w+|HEROKU_\w+|DYNO|K_SERVICE|K_REVISION|KUBERNETES_\w+|AWS_LAMBDA_\w+|AWS_EXECUTION_ENV|ECS_\w+|FUNCTION_\w+|WEBSITE_\w+|NEXT_RUNTIME|NEXT_PHASE|MODE|DEV|PROD|SSR|BASE_URL|VITEST\w*|JEST_\w+|STORYBOOK\w*|ANALYZE|INIT_CWD|PIDFILE|COMSPEC|APPDATA|LOCALAPPDATA|SystemRoot|WINDIR|SUDO_\w+|DISPLAY|EDITOR|MYSQL_ATTR_\w+)$/;
/** Tools of developers and pipelines; who runs the service does not need them. */
const tooling =
  /(^|\/)(scripts?|tools?|tooling|hack|\.github|\.circleci|\.gitlab|ci|dev|\.storybook|codegen|migrations?|seeds?|seeders)\//;
/** Laravel writes these files itself, and its documentation explains the variables of these names in them. */
const frameworkFile = /(^|\/)config\/[\w-]+\.php$/;
const frameworkName =
  /^(ABLY|APP|ARGON|AUTH|AWS|BCRYPT|BEANSTALKD|BROADCAST|CACHE|DB|DYNAMODB|FILESYSTEM|HASH|LOG|MAIL|MEMCACHED|PAPERTRAIL|POSTMARK|PUSHER|QUEUE|REDIS|RESEND|REVERB|SANCTUM|SES|SESSION|SLACK|SQS|VIEW)_/;

export default defineAudit({
  title: 'Every environment variable that the code reads is documented',
  failureTitle: 'The code reads environment variables that are documented nowhere',
  why: 'Whoever deploys the service cannot set what they do not know of: it starts with a silent default, or fails in production at the first call.',
  fix: 'Name each variable in `.env.example` (without values), in a table of the README, or in the deployment files, and say what it is for. Remove the reads that nobody needs.',
  refs: ['Twelve-Factor App III', 'OWASP ASVS 5.0 V13.1'],
  severity: 'minor',
  state: 'stable',
  effortHours: 2,
  claims: [
    'environment variables documented',
    '.env.example',
    'env.example',
    'environment template',
    'configuration documented',
    'config documented',
    'environment variable documentation',
    'env vars documented',
    '.env.template',
  ],
  needs: { seen: envRead, documented: envDocumented },
  judge({ seen, documented }) {
    const known = new Set(documented.variables.map((variable) => variable.name));
    const reads = new Map(
      seen.reads
        .filter((read) => !given.test(read.name) && !tooling.test(read.file))
        .filter(
          ({ name, file }) => known.size === 0 || !frameworkFile.test(file) || !frameworkName.test(name),
        )
        .reverse()
        .map((read) => [read.name, read]),
    );
    const findings: Finding[] = [...reads.values()].reverse().flatMap(({ name, file, line, absent }) => {
      if (known.has(name)) return [];
      const need = absent === 'required' ? 'needs' : 'reads';
      return [
        {
          key: `undocumented:${name}`,
          says: `The code ${need} ${name}, and no example file, document or deployment file names it.`,
          where: { file, line },
        },
      ];
    });
    if (findings.length > 0) return { looked: reads.size, findings };
    const unread = seen.looked.notUnderstood[0];
    if (unread) {
      return {
        abstains: 'unknown',
        because: `What the ${unread.language} code reads is not known: Seaworthy cannot read ${unread.language} yet.`,
        signs: [{ file: unread.example }],
      };
    }
    if (seen.dynamic.length > 0) {
      return {
        abstains: 'unknown',
        because: `${reads.size} variables are documented, and the code also reads some whose names are worked out at run time.`,
        signs: seen.dynamic.map(({ file, line, note }) => ({ file, line, note })),
      };
    }
    if (seen.looked.files === 0)
      return { abstains: 'unknown', because: 'There is no code here that Seaworthy can read.' };
    return { looked: reads.size, findings };
  },
  examples: {
    pass: [
      {
        name: 'documented, tooling and given ones aside',
        given: {
          seen: seenWith(
            ['DATABASE_URL', 'src/config.ts', 'required'],
            ['NODE_ENV', 'src/app.ts', 'optional'],
            ['RELEASE_BOT', 'scripts/release.ts', 'optional'],
          ),
          documented: documentedWith('DATABASE_URL'),
        },
      },
      {
        name: 'what Laravel itself reads and explains',
        given: {
          seen: seenWith(
            ['ORDERS_KEY', 'config/orders.php', 'required'],
            ['REDIS_URL', 'config/database.php', 'optional'],
          ),
          documented: documentedWith('ORDERS_KEY'),
        },
      },
    ],
    fail: [
      {
        given: {
          seen: seenWith(
            ['DATABASE_URL', 'src/config.ts', 'required'],
            ['JWT_SECRET', 'src/auth.py', 'required'],
          ),
          documented: documentedWith('DATABASE_URL'),
        },
        findings: ['undocumented:JWT_SECRET'],
      },
      {
        name: 'a variable of its own in a file like those of Laravel',
        given: {
          seen: seenWith(
            ['APP_NAME', 'config/app.php', 'optional'],
            ['ORDERS_KEY', 'config/orders.php', 'required'],
          ),
          documented: documentedWith('APP_NAME'),
        },
        findings: ['undocumented:ORDERS_KEY'],
      },
    ],
    hollow: [
      {
        name: 'all known names are documented, but names are also made at run time',
        given: {
          seen: {
            ...seenWith(['DATABASE_URL', 'src/config.ts', 'required']),
            dynamic: [{ file: 'src/env.ts', line: 3, note: 'process.env[name]' }],
          },
          documented: documentedWith('DATABASE_URL'),
        },
        outcome: 'unknown',
      },
      {
        name: 'most of the code is in a language that is not read',
        given: {
          seen: {
            ...seenWith(),
            looked: {
              files: 2,
              skipped: [],
              notUnderstood: [{ language: 'C#', files: 80, example: 'src/Program.cs' }],
            },
          },
          documented: documentedWith(),
        },
        outcome: 'unknown',
      },
    ],
    absent: [
      {
        name: 'nothing documents anything',
        given: { seen: seenWith(['PORT', 'a.go', 'optional']), documented: documentedWith() },
        findings: ['undocumented:PORT'],
      },
      {
        name: 'no code',
        given: {
          seen: { ...seenWith(), looked: { files: 0, skipped: [], notUnderstood: [] } },
          documented: documentedWith(),
        },
        outcome: 'unknown',
      },
    ],
    notApplicable: [{ given: { seen: seenWith(), documented: documentedWith() } }],
  },
});

function seenWith(...reads: readonly (readonly [string, string, 'required' | 'optional'])[]) {
  return {
    reads: reads.map(([name, file, absent], index) => ({
      name,
      file,
      line: index + 1,
      language: 'typescript',
      absent,
      how: 'process.env',
    })),
    dynamic: [],
    looked: { files: 12, skipped: [], notUnderstood: [] },
  };
}

function documentedWith(...names: readonly string[]) {
  return {
    variables: names.map((name, index) => ({
      name,
      file: '.env.example',
      line: index + 1,
      source: 'env-example' as const,
    })),
    sources:
      names.length > 0 ? [{ file: '.env.example', source: 'env-example', variables: names.length }] : [],
    skipped: [],
  };
}
