import type { SourceFile, SyntaxNode } from '../../../kit/drivers.ts';
import { textOf } from '../declarations.ts';
import { environmentName, stringOf } from '../values.ts';
import { add, addDynamic, readCalls, upperName, type Absent, type CallShape, type EnvReads } from './read.ts';

const readers: readonly CallShape[] = [
  { name: /^((os\.)?environ\.get|(os\.)?getenv)$/, how: 'os.environ', strict: false },
  { name: /^(config|decouple\.config)$/, how: 'decouple', strict: true, where: /decouple|starlette\.config/ },
  {
    name: /^env(\.(str|int|bool|list|float|url|json|db|db_url|cache_url|email_url|dict|tuple|path|log_level|timedelta))?$/,
    how: 'environ',
    strict: true,
    where: /\benvirons?\b/,
  },
  {
    name: /^(get|read|require|must|load)_?(required_|optional_)?env(_var|_variable|_or_default|_or_raise|_bool|_int|_str|_list)?$/i,
    how: 'helper',
    strict: false,
  },
];

export function readPythonEnv(file: SourceFile, into: EnvReads): void {
  const shape = '^(os\\.)?environ\\[';
  const subscripts = /\benviron\[/.test(file.text);
  for (const node of !subscripts ? [] : file.root().findAll({ rule: { kind: 'subscript', regex: shape } })) {
    const text = textOf(node, file);
    const name = environmentName(text.startsWith('environ') ? `os.${text}` : text);
    if (isAssigned(node)) continue;
    if (name !== undefined) add(into, file, node, name, 'required', 'os.environ');
    else if (text.lastIndexOf('[') === text.indexOf('['))
      addDynamic(into, file, node, 'os.environ with a name worked out at run time');
  }
  readCalls(file, readers, into);
  if (/BaseSettings/.test(file.text)) readSettingsClasses(file, into);
}

function isAssigned(node: SyntaxNode): boolean {
  const parent = node.parent();
  return (
    parent?.kind() === 'delete_statement' ||
    (parent?.kind() === 'assignment' &&
      parent.field('left')?.range().start.index === node.range().start.index)
  );
}

/** pydantic: every annotated field of a BaseSettings class is a variable, upper-case, behind `env_prefix`. */
function readSettingsClasses(file: SourceFile, into: EnvReads): void {
  const classes = file.root().findAll({ rule: { kind: 'class_definition' } });
  const settings = new Set(['BaseSettings']);
  for (const node of classes) {
    const parents = node.field('superclasses');
    const bases = parents ? textOf(parents, file, 300).match(/\w+/g) : undefined;
    if (!bases?.some((base) => settings.has(base))) continue;
    const name = node.field('name');
    if (name) settings.add(textOf(name, file));
    const body = node.field('body');
    if (!body) continue;
    const prefix = /env_prefix\s*=\s*["'](\w*)["']/.exec(textOf(body, file, 20_000))?.[1] ?? '';
    const given = name ? givenInCode(textOf(name, file), file) : new Set<string>();
    for (const statement of body.namedChildren()) readField(statement, prefix, given, file, into);
  }
}

/** Values handed to the constructor come before the environment: `Settings(key=…)`, `Settings(**{"key": …})`. */
function givenInCode(settings: string, file: SourceFile): ReadonlySet<string> {
  const made = file
    .root()
    .findAll({ rule: { kind: 'call' } })
    .filter((call) => call.field('function')?.text() === settings);
  const keywords = made.flatMap((call) =>
    (call.field('arguments')?.namedChildren() ?? []).flatMap((one) => one.field('name')?.text() ?? []),
  );
  if (!made.some((call) => /\*\*/.test(textOf(call, file, 2_000)))) return new Set(keywords);
  const keys = file
    .root()
    .findAll({ rule: { kind: 'pair' } })
    .flatMap((pair) => stringOf(pair.field('key') ?? undefined, file) ?? []);
  return new Set([...keywords, ...keys]);
}

function readField(
  statement: SyntaxNode,
  prefix: string,
  given: ReadonlySet<string>,
  file: SourceFile,
  into: EnvReads,
): void {
  const field = statement.namedChildren()[0];
  const type = field?.field('type');
  const left = field?.field('left');
  if (field?.kind() !== 'assignment' || !type || !left) return;
  const name = textOf(left, file);
  if (!/^[A-Za-z]\w*$/.test(name) || name === 'model_config' || /ClassVar/.test(textOf(type, file))) return;
  const right = field.field('right') ?? undefined;
  if (!right && given.has(name)) return;
  const own = right ? fieldNames(right, file) : [];
  const absent = absentOf(right, textOf(type, file), file);
  for (const one of own.length > 0 ? own : [`${prefix}${name}`.toUpperCase()])
    add(into, file, field, one, absent, 'pydantic settings');
}

/** `Field(alias="X")`, `Field(env=["A", "B"])`, `Field(validation_alias="X")`. */
function fieldNames(right: SyntaxNode, file: SourceFile): readonly string[] {
  if (right.kind() !== 'call') return [];
  return right
    .findAll({ rule: { kind: 'keyword_argument', regex: '^(validation_alias|alias|env)\\s*=' } })
    .flatMap((node) => node.findAll({ rule: { kind: 'string' } }))
    .flatMap((node) => stringOf(node, file) ?? [])
    .map((name) => name.toUpperCase())
    .filter((name) => upperName.test(name));
}

function absentOf(right: SyntaxNode | undefined, type: string, file: SourceFile): Absent {
  if (!right) return /Optional|None/.test(type) ? 'optional' : 'required';
  const text = textOf(right, file);
  if (text === 'None') return 'optional';
  if (/^Field\(\s*(\.\.\.|(?!.*default)(alias|env|validation_alias|description))/.test(text))
    return 'required';
  return /^Field\(\s*(default\s*=\s*)?None/.test(text) ? 'optional' : 'default';
}
