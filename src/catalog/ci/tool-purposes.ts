import type { Purpose } from './model.ts';
import { knownTools } from './tools-known.ts';

/** What the first words alone do not tell. */
const shapes: readonly (readonly [Purpose, RegExp])[] = [
  ['install', /^(yarn|bundle)( --\S+)*$/],
  ['test', /^(node|tsx) .*--test\b/],
  [
    'test',
    /^(mvnw?|mvnd|gradlew?) (?!.*(-DskipTests|-Dmaven\.test\.skip|-x test\b)).*\b(test|verify|check|install|package|build|integrationTest|integration-test)\b/,
  ],
  ['test', /^(nx|turbo|lerna|rush|moon|sbt|pants)\b.*(?<![:\w-])(test|e2e)(?![:\w-])/],
  ['test', /^python[\d.]* \S*(run_?tests?|runtests)\.py\b/],
  ['lint', /^(mvnw?|gradlew?)\b.*\b(checkstyle\w*|ktlintCheck|detekt|lint|spotlessCheck|spotless:check)\b/],
  ['lint', /^(nx|turbo|lerna|moon)\b.*\blint\b/],
  ['lint', /^ruff( -\S+)*( \.|$)/],
  ['format', /^(mvnw?|gradlew?)\b.*\bspotless/],
  ['typecheck', /^(nx|turbo|moon)\b.*\b(typecheck|type-check|check-types)\b/],
  [
    'build',
    /^(make( all| build)?$|(nx|turbo|lerna|moon)\b.*\bbuild\b|docker[- ]compose\b.*\bbuild\b|python[\d.]* setup\.py)/,
  ],
  [
    'scan-dependencies',
    /^(mvnw?|gradlew?)\b.*\b(dependency-?[cC]heck\w*|ossindex)|^dotnet list .*--vulnerable/,
  ],
  ['scan-code', /^(mvnw?|gradlew?)\b.*\b(sonar(:sonar|qube)?|spotbugs\w*)\b|^sonar-scanner/],
  [
    'publish',
    /^docker (buildx )?(build|bake)\b.*--push|^pnpm .*\bpublish\b|^mvnw? .*\bdeploy\b|^gradlew? .*\bpublish/,
  ],
  ['release', /^git tag (?!-l\b|--list|--points|--sort|-n)|^gradlew? .*\bcreateRelease/],
  ['deploy', /^vercel\b.*(--prod|--prebuilt|--target)/],
  ['deploy', /^git push .*(heroku|dokku|piku|production)/],
  [
    'deploy',
    /^aws s3 (sync|cp)\b(?!.*(artifact|release|backup|cache|report|logs?\b)).*\b(dist|build|out|public|www|static|site|frontend|web|html)\b.*s3:\/\/|^kustomize .*apply|^cap \S+ deploy$|^dokku /,
  ],
  ['deploy', /^(rsync|scp) .*\S+:/],
  [
    'deploy',
    /^(curl|wget)\b.*(api\.render\.com\/deploy|\/integrations\/deploy|build_hooks|deploy[_-]?(hook|webhook|url))/i,
  ],
  [
    'migrate',
    /^(typeorm\S*|mikro-orm) .*migration:(run|up)|^(goose|migrate|dbmate|sql-migrate|umzug)\b.*\bup\b|^(flyway|liquibase)\b.*\b(migrate|update)\b|^(mvnw?|gradlew?) .*flyway.?[mM]igrate|^(bin\/)?console doctrine:migrations:migrate|^php \S*console doctrine:migrations:migrate|^php \S*artisan migrate|^python[\d.]* \S*manage\.py migrate/,
  ],
  ['test', /^php \S*artisan test|^python[\d.]* \S*manage\.py test/],
  [
    'backup',
    /^(pgbackrest|restic|wal-g|cockroach)\b.*\b(backup|backup-push)\b|^sqlite3 .*\.(backup|dump)|^redis-cli .*(bgsave|--rdb)/i,
  ],
  [
    'rollback',
    /^(aws deploy stop-deployment .*rollback|eb .*rollback|cap \S+ deploy:rollback|alembic downgrade|fly(ctl)? releases rollback)/,
  ],
  ['notify', /^curl\b.*(hooks\.slack\.com|slack|discord|teams|telegram|pagerduty|opsgenie)/i],
  ['sbom', /^trivy .*(cyclonedx|spdx)/],
  [
    'provenance',
    /^npm publish\b.*--provenance|^docker (buildx )?build\b.*--(attest|provenance)[= ](?!false)/,
  ],
];

/** Addresses that are fetched from or told, rather than looked at to see whether the service answers. */
const notALook =
  /slack|discord|teams|telegram|pagerduty|\.(tgz|tar|gz|zip|deb|exe|phar|jar|asc|gpg|whl)\b|raw\.githubusercontent|\/releases\/|github\.com\/|api\.github|get\.docker|sh\.rustup|\binstall|codecov\.io|download|packages\.|deb\.|nodesource|bun\.sh|deno\.land|astral\.sh|coveralls|sentry|sonar/i;

const byFirstWord = indexKnown();

/** What a command is for, as far as its words tell; none for programs nobody has listed. */
export function purposesOfCommand(words: readonly string[]): Purpose[] {
  const [program, ...args] = words;
  if (program === undefined) return [];
  const bare = [program.replace(/^.*[\\/]/, ''), ...args].slice(0, 60);
  const text = bare.join(' ').slice(0, 400);
  // Options may stand before the verb: `kubectl -n shop apply`, `docker --context x push`.
  const verbs = [bare[0] ?? '', ...skipLeadingOptions(bare.slice(1))];
  const found = new Set<Purpose>();
  for (const key of [bare[0] ?? '', '*']) {
    for (const row of byFirstWord.get(key) ?? []) {
      if (startsWith(bare, row.words) || startsWith(verbs, row.words)) found.add(row.purpose);
    }
  }
  for (const [purpose, shape] of shapes) if (shape.test(text)) found.add(purpose);
  if (/\s--?dry-?run\b/.test(text))
    for (const one of ['deploy', 'publish', 'migrate', 'release'] as const) found.delete(one);
  if (found.has('verify') && (notALook.test(text) || found.has('deploy') || found.has('notify')))
    if (!/^(kubectl|helm|aws|oc)\b/.test(text)) found.delete('verify');
  return [...found];
}

function skipLeadingOptions(args: readonly string[]): readonly string[] {
  let index = 0;
  while (args[index]?.startsWith('-') === true) index += /=/.test(args[index] ?? '') ? 1 : 2;
  return args.slice(index);
}

function startsWith(words: readonly string[], row: readonly string[]): boolean {
  return row.every((part, index) => {
    const word = words[index] ?? '';
    return part.endsWith('*') ? word.startsWith(part.slice(0, -1)) : word === part;
  });
}

function indexKnown() {
  const index = new Map<string, { purpose: Purpose; words: readonly string[] }[]>();
  for (const [purpose, list] of knownTools) {
    for (const entry of list.split('|')) {
      const words = entry.trim().split(/\s+/);
      const key = words[0]?.endsWith('*') ? '*' : (words[0] ?? '');
      index.set(key, [...(index.get(key) ?? []), { purpose, words }]);
    }
  }
  return index;
}
