import type { SourceFile, SyntaxNode } from '../../kit/drivers.ts';
import { callsIn } from './calls.ts';
import { textOf } from './declarations.ts';
import { argumentsOf, optionsOf } from './options.ts';
import { settingsIn } from './settings.ts';
import { environmentName, stringOf } from './values.ts';

export interface KeySource {
  readonly file: string;
  readonly line: number;
  readonly name: string;
  readonly purpose: 'token' | 'session' | 'framework' | 'encryption' | 'other';
  readonly from: 'environment' | 'fallback' | 'literal' | 'random' | 'checked';
  readonly developmentOnly: boolean;
  readonly literalLength?: number;
}

/** Keys that sign or encrypt. Passwords of databases and tokens of others are not among them. */
const keyName =
  /^(?=.*(SECRET|SIGNING|ENCRYPTION|JWT|SESSION|COOKIE|APP_?KEY|MASTER_?KEY|AUTH_?KEY))(?=.*(SECRET|KEY|SALT))[A-Z0-9_]+$/i;
const notKey =
  /(PUBLIC|CLIENT|GITHUB|GOOGLE|AWS|STRIPE|OAUTH|SLACK|TWILIO|AZURE|FACEBOOK|DISCORD|CAPTCHA|WEBHOOK|SMTP|MAIL|S3|GCP|OIDC|LDAP|EXPIR|LENGTH|_NAME$|_ID$|_FILE$|_PATH$|_URL$|HEADER|PREFIX|ALGO|ISSUER|AUDIENCE|CHARSET|_DIR$|LABEL|MESSAGE|TITLE|PLACEHOLDER|DESCRIPTION|HELP|MINUTES|SECONDS|DAYS|TTL|CACHE)/i;
const development =
  /NODE_ENV|isDev|isProd|is_dev|is_prod|DEBUG|development|\blocal\b|\btest\b|Rails\.env|APP_ENV|FLASK_ENV|testing/i;
const developmentFile =
  /(^|[/_.-])(dev|development|local|test|testing|ci|example|sample|seed|demo)([/_.-]|$)/i;

export const mentionsKeys = /SECRET|secret|SIGNING|ENCRYPTION|JWT|jwt|SESSION|APP_?KEY|MASTER_?KEY|AUTH_?KEY/;

export function isKeyName(name: string): boolean {
  return keyName.test(name) && !notKey.test(name);
}

/** Where one file gets its keys from. */
export function keysIn(file: SourceFile): readonly KeySource[] {
  const found: KeySource[] = [];
  readEnvironment(file, found);
  readLiterals(file, found);
  readSettings(file, found);
  return found;
}

function add(
  into: KeySource[],
  file: SourceFile,
  node: SyntaxNode,
  name: string,
  from: KeySource['from'],
  literal?: string,
): void {
  // Sentences are labels, not keys.
  if (from === 'literal' && (literal === undefined || literal === '' || /\s/.test(literal))) return;
  const isRefused = literal !== undefined && refuses(file.text, literal);
  into.push({
    file: file.path,
    line: node.range().start.line + 1,
    name,
    purpose: purposeOf(name),
    from: isRefused ? 'checked' : from,
    developmentOnly: developmentFile.test(file.path) || isConditional(node, file),
    ...(literal === undefined ? {} : { literalLength: literal.length }),
  });
}

/** The default stands a second time, where the program stops because of it. */
function refuses(text: string, literal: string): boolean {
  const first = text.indexOf(literal);
  const second = first < 0 ? -1 : text.indexOf(literal, first + literal.length);
  return second > 0 && /\b(raise|throw|exit|abort|panic|Fatal\w*)\b/.test(text.slice(second, second + 400));
}

function purposeOf(name: string): KeySource['purpose'] {
  if (/JWT|TOKEN|SIGNING/i.test(name)) return 'token';
  if (/SESSION|COOKIE/i.test(name)) return 'session';
  if (/ENCRYPT|SALT/i.test(name)) return 'encryption';
  return /^(SECRET_KEY|SECRET_KEY_BASE|APP_KEY|APP_SECRET|SECRET)$/i.test(name) ? 'framework' : 'other';
}

/** Every read of a variable that is named like a key, with what stands in for it. */
function readEnvironment(file: SourceFile, into: KeySource[]): void {
  const members = { python: 'subscript', ruby: 'element_reference', php: 'subscript_expression' }[
    String(file.language)
  ];
  const shapes =
    members === undefined
      ? [
          { kind: 'member_expression', regex: '^(process|Bun|import\\.meta)\\.env\\.\\w+$' },
          { kind: 'subscript_expression', regex: '^process\\.env\\[' },
        ]
      : [{ kind: members, regex: '^(os\\.environ|ENV|\\$_ENV)\\[' }];
  const isJs = /typescript|tsx|javascript/.test(file.language);
  const reads = /\.env\b|\benviron\[|\bENV\[|\$_ENV\[/.test(file.text);
  if (reads && (isJs || members !== undefined)) {
    for (const node of file.root().findAll({ rule: { any: shapes } })) {
      const name = environmentName(textOf(node, file));
      if (name === undefined || !isKeyName(name)) continue;
      const literal = fallbackOf(node, file);
      add(into, file, node, name, literal === undefined ? 'environment' : 'fallback', literal);
    }
  }
  for (const call of callsIn(file)) {
    const [first, second] = argumentsOf(call);
    const name = stringOf(first, file);
    if (name === undefined || !isKeyName(name) || !/env|config|fetch/i.test(call.name)) continue;
    const byName = optionsOf(call).named.get('default');
    const literal = stringOf(second ?? byName, file) ?? fallbackOf(call.node, file);
    add(
      into,
      file,
      call.node,
      name,
      literal === undefined || literal === '' ? 'environment' : 'fallback',
      literal,
    );
  }
}

/** `x || 'literal'`, `x ?? 'literal'`, `x or "literal"`. */
function fallbackOf(node: SyntaxNode, file: SourceFile): string | undefined {
  const parent = node.parent();
  if (!parent || !/^(binary_expression|boolean_operator|binary)$/.test(String(parent.kind())))
    return undefined;
  const parts = parent.children();
  if (!/^(\|\||\?\?|or|\?:)$/.test(parts[1]?.text() ?? '')) return undefined;
  if (parts[0]?.range().start.index !== node.range().start.index) return undefined;
  const literal = stringOf(parts[2], file);
  return literal === '' ? undefined : literal;
}

const signers = /^(jwt|jsonwebtoken|jose)\.(sign|verify)$|^jwt\.(encode|decode)$|^JWT(::|\.)(encode|decode)$/;
const secretOptions = /(^|\.)(secret|secretOrKey|secretKey|secretOrPrivateKey|cookieSecret|jwtSecret)$/;

/** Keys written out where they are used. */
function readLiterals(file: SourceFile, into: KeySource[]): void {
  for (const call of callsIn(file)) {
    if (signers.test(call.name)) {
      const literal = stringOf(argumentsOf(call)[1], file);
      if (literal !== undefined) add(into, file, call.node, 'signing key', 'literal', literal);
      continue;
    }
    if (!/session|jwt|passport|strategy|cookie|register|auth/i.test(call.name)) continue;
    for (const [name, node] of optionsOf(call).named) {
      if (!secretOptions.test(name)) continue;
      const literal = stringOf(node, file);
      if (literal !== undefined)
        add(into, file, node, `${call.name} ${name}`.slice(0, 60), 'literal', literal);
    }
  }
}

/** In lower case only the plain names: `secrets_dir` is none. */
const plainKey = /^(jwt|session|cookie|auth|app)?_?(secret|signing|encryption)_?(key)?$/i;

/** `SECRET_KEY = "…"`, `app.config["SECRET_KEY"] = "…"`, fields of settings classes, `.default('…')` of schemas. */
function readSettings(file: SourceFile, into: KeySource[]): void {
  for (const setting of settingsIn(file)) {
    const name = (/["'](\w+)["']\]$/.exec(setting.name)?.[1] ?? setting.name).replace(/^.*[.$]/, '');
    if (
      !isKeyName(name) ||
      !(/^[A-Z0-9_]+$/.test(name) || plainKey.test(name)) ||
      setting.name.startsWith('process.env')
    )
      continue;
    const literal = stringOf(setting.value, file);
    if (literal !== undefined) add(into, file, setting.value, name, 'literal', literal);
    else if (
      /token_urlsafe|token_hex|urandom|randomBytes|SecureRandom|random_bytes/.test(
        textOf(setting.value, file, 120),
      )
    )
      add(into, file, setting.value, name, 'random');
  }
  if (file.language === 'python' && /BaseSettings/.test(file.text)) readPythonFields(file, into);
  if (!/process\.env|cleanEnv|createEnv/.test(file.text)) return;
  for (const call of callsIn(file)) {
    if (!/\.(object|strictObject)$|^(cleanEnv|createEnv)$/.test(call.name)) continue;
    for (const [key, node] of optionsOf(call).named) {
      const name = key.slice(key.lastIndexOf('.') + 1);
      if (!isKeyName(name)) continue;
      const text = textOf(node, file, 400);
      const literal = /(?:\.default\(|default:\s*)["'`]([^"'`]*)["'`]/.exec(text)?.[1];
      add(
        into,
        file,
        node,
        name,
        literal !== undefined
          ? 'fallback'
          : /\.min\(\s*\d{2}|\.length\(/.test(text)
            ? 'checked'
            : 'environment',
        literal,
      );
    }
  }
}

/** `secret_key: str` in a settings class has no default: the program does not start without it. */
function readPythonFields(file: SourceFile, into: KeySource[]): void {
  for (const node of file.root().findAll({ rule: { kind: 'assignment' } })) {
    const left = node.field('left');
    if (!left || node.field('right') || !node.field('type')) continue;
    const name = textOf(left, file, 80);
    if (isKeyName(name)) add(into, file, node, name.toUpperCase(), 'environment');
  }
}

/** Inside a condition that speaks of development or tests. */
function isConditional(node: SyntaxNode, file: SourceFile): boolean {
  let here = node.parent();
  for (let step = 0; here && step < 12; step += 1) {
    if (
      /^(if_statement|ternary_expression|conditional_expression|if|unless|conditional|elif_clause)$/.test(
        String(here.kind()),
      )
    ) {
      const head = here.field('condition') ?? here;
      if (development.test(textOf(head, file, 160))) return true;
    }
    here = here.parent();
  }
  return false;
}
