/** Reading files of environment variables: `.env` and its many spellings. */

export type EnvFileKind = 'live' | 'example' | 'test' | 'development';
export type ValueKind = 'empty' | 'reference' | 'made-up' | 'local' | 'plain' | 'random';

export interface EnvEntry {
  readonly name: string;
  readonly line: number;
  readonly value: string;
}

const example = /(^|[._-])(example|sample|template|dist|tpl|defaults?|schema|demo)([._-]|$)/i;
const test = /(^|[._-])(test|testing|ci|e2e|cypress|jest|playwright|mock)([._-]|$)/i;
const development = /(^|[._-])(dev|development|docker|compose|devcontainer)([._-]|$)/i;
const dotenv = /^\.?env([._-]|$)|\.env$|[._-]env$|^\.envrc$/i;
/** Programs that happen to be called so. */
const notDotenv =
  /\.(ts|tsx|js|mjs|cjs|py|go|rb|php|java|d\.ts|sh|md|json|ya?ml|toml|rs|cs|html|vue|svelte|lock|erb|nix|ps1|bat|ini|conf|txt|svg|png|css|gypi?)$/i;

/** What a file of variables is for, by its name; undefined when it is none. */
export function envFileKind(path: string): EnvFileKind | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (!dotenv.test(name) || notDotenv.test(name)) return undefined;
  if (example.test(name)) return 'example';
  if (test.test(name)) return 'test';
  return development.test(name) ? 'development' : 'live';
}

/** `NAME=value` lines, also `export NAME=value`; commented ones only when asked for. */
export function entriesOf(text: string, options: { readonly commented?: boolean } = {}): readonly EnvEntry[] {
  const shape = options.commented
    ? /^\s*(?:#\s*)?(?:export\s+)?([A-Za-z_]\w*)\s*=(.*)$/
    : /^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=(.*)$/;
  return text.split('\n').flatMap((content, index) => {
    const match = shape.exec(content.slice(0, 2_000));
    if (!match?.[1]) return [];
    const value = (match[2] ?? '').trim();
    const quoted = /^(["'])(.*)\1/.exec(value);
    return [{ name: match[1], line: index + 1, value: quoted?.[2] ?? value.replace(/\s+#.*$/, '') }];
  });
}

const secretName =
  /(SECRET|PASSWORD|PASSWD|PASSPHRASE|PWD$|TOKEN|API_?KEY|PRIVATE_?KEY|ACCESS_?KEY|CREDENTIAL|SALT$|SIGNING_?KEY|ENCRYPTION_?KEY|MASTER_?KEY|APP_KEY$|AUTH_KEY|_PASS$)/i;
const publicName =
  /(PUBLIC|PUBLISHABLE|EXPIR|TTL|LIFETIME|LENGTH|MINUTES|SECONDS|DAYS|ENABLE|DISABLE|_FILE$|_PATH$|_URL$|_URI$|HEADER|_NAME$|_ID$|ALGORITHM|ROUNDS|_TYPE$|_PREFIX$|POLICY|RESET_|MIN_|MAX_|_COUNT$|_LIMIT$|_TIMEOUT$|_HOST$|_PORT$)/i;
const withPassword = /^[a-z][a-z0-9+.-]*:\/\/[^\s:/@]*:([^\s@/]+)@([^\s/:?]+)/i;
const madeUp =
  /change.?(me|this)|your|xxx|example|sample|placeholder|todo|replace|insert|dummy|fake|\bsecret\b|^(my-?)?secret|password|passw0rd|postgres|^(root|admin|user|guest|test|testing|dev|development|local|none|null|false|true|app|changeit|minio|minioadmin|mysql|rabbitmq|symfony|laravel|homestead|sail)$|<[^>]*>|\*{3}|\.{3}|1234|qwerty|foo|bar|baz|supersecret|super-secret|notsosecret|insecure|unsafe|not-?a-?secret|random/i;

export function isSecret({ name, value }: EnvEntry): boolean {
  return (secretName.test(name) && !publicName.test(name)) || withPassword.test(value);
}

/** What a value looks like; the value goes no further. */
export function valueKind(value: string): ValueKind {
  if (value === '') return 'empty';
  if (/^\$\{?[A-Za-z_(]|^(op|vault|ref|sops|aws-?sm|gcp-?sm):|^(encrypted:|ENC\[)|^\{\{/.test(value))
    return 'reference';
  const inUrl = withPassword.exec(value);
  if (value.includes('://') && !inUrl) return 'plain';
  const secret = inUrl?.[1] ?? value;
  const host = inUrl?.[2];
  const isMadeUp = madeUp.test(secret) || /\$\{/.test(secret);
  if (host !== undefined && (thisMachine.test(host) || (!host.includes('.') && isMadeUp))) return 'local';
  if (isMadeUp) return 'made-up';
  return isRandom(secret) ? 'random' : 'plain';
}

const thisMachine = /^(localhost|127\.|0\.0\.0\.0|\[::1\]|host\.docker\.internal)/;

function isRandom(text: string): boolean {
  if (text.length < 16 || /\s/.test(text) || !/\d/.test(text) || !/[a-z]/i.test(text)) return false;
  const counts = new Map<string, number>();
  for (const letter of text) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits >= 3.3;
}
