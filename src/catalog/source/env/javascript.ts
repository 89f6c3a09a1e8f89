import type { SourceFile, SyntaxNode } from '../../../kit/drivers.ts';
import { callsIn } from '../calls.ts';
import { textOf } from '../declarations.ts';
import { optionsOf } from '../options.ts';
import { environmentName, stringOf } from '../values.ts';
import { add, addDynamic, hasFallback, readCalls, upperName, type CallShape, type EnvReads } from './read.ts';

const helpers: readonly CallShape[] = [
  { name: /^Deno\.env\.get$/, how: 'Deno.env', strict: false },
  { name: /(^|\.)config(Service)?\.getOrThrow$/i, how: 'ConfigService', strict: true },
  { name: /(^|\.)config(Service)?\.get$/i, how: 'ConfigService', strict: false, where: /ConfigService/ },
  { name: /^env\.get$/, how: 'env-var', strict: false, where: /['"]env-var['"]/ },
  {
    name: /^(get|read|require|must|parse|optional|load)(Required|Optional|Mandatory)?_?Env(Var|Variable|OrThrow|OrDefault|Or)?(String|Number|Int|Bool|Boolean)?$/i,
    how: 'helper',
    strict: false,
  },
];
/** Schemas whose upper-case keys name variables, in files that speak of the environment. */
const schemaMakers =
  /^(z\.(object|strictObject|looseObject)|(Joi|joi|yup|Type|t|v|S)\.(object|Object)|object|cleanEnv|createEnv|parseEnv|convict)$/;
const speaksOfEnvironment =
  /process\.env|import\.meta\.env|validationSchema|cleanEnv|createEnv|env-schema|@fastify\/env/;

export function readJavaScriptEnv(file: SourceFile, into: EnvReads): void {
  // Looking through the whole tree is dear; the text tells first whether it is worth it.
  if (/\b(process|import\.meta|Bun)\.env\b/.test(file.text)) readMembers(file, into);
  if (/\}\s*=\s*process\.env\b/.test(file.text)) readDestructuring(file, into);
  if (
    /(env\w*|\.get(OrThrow)?)\(\s*['"`]?[A-Za-z]/i.test(file.text) &&
    /[eE]nv|ConfigService/.test(file.text)
  )
    readCalls(file, helpers, into);
  if (speaksOfEnvironment.test(file.text)) readSchemas(file, into);
}

function readMembers(file: SourceFile, into: EnvReads): void {
  const aliases = [...file.text.matchAll(/\b(?:const|let|var)\s+(\w+)\s*=\s*process\.env\s*[;\n,]/g)].map(
    (match) => match[1],
  );
  const roots = ['process\\.env', 'import\\.meta\\.env', 'Bun\\.env', ...aliases].join('|');
  const shape = `^(${roots})(\\?)?\\.[A-Z][A-Z0-9_]*$`;
  for (const node of file.root().findAll({ rule: { kind: 'member_expression', regex: shape } })) {
    const name = /[A-Z][A-Z0-9_]*$/.exec(textOf(node, file))?.[0];
    if (name !== undefined && isRead(node)) add(into, file, node, name, absentOf(node, file), 'process.env');
  }
  for (const node of file
    .root()
    .findAll({ rule: { kind: 'subscript_expression', regex: '^process\\.env(\\?\\.)?\\[' } })) {
    if (textOf(node, file, 40).indexOf('[') > 'process.env?.'.length) continue;
    const name = environmentName(textOf(node, file));
    if (name !== undefined && isRead(node)) add(into, file, node, name, absentOf(node, file), 'process.env');
    else if (name === undefined && isRead(node))
      addDynamic(into, file, node, 'process.env with a name worked out at run time');
  }
}

/** `const { A, B = 'x' } = process.env` */
function readDestructuring(file: SourceFile, into: EnvReads): void {
  const rule = { kind: 'variable_declarator', has: { field: 'value', regex: '^process\\.env$' } };
  for (const declared of file.root().findAll({ rule })) {
    for (const part of declared.field('name')?.namedChildren() ?? []) {
      const name = /^["']?(\w+)/.exec(textOf(part, file))?.[1];
      const absent = part.kind() === 'object_assignment_pattern' ? 'default' : 'optional';
      if (name !== undefined && upperName.test(name)) add(into, file, part, name, absent, 'process.env');
    }
  }
}

function readSchemas(file: SourceFile, into: EnvReads): void {
  for (const call of callsIn(file)) {
    if (!schemaMakers.test(call.name)) continue;
    const { named } = optionsOf(call);
    const keys = [...named].filter(
      ([key]) => upperName.test(lastPart(key)) && (key.match(/\./g)?.length ?? 0) < 2,
    );
    for (const [key, node] of keys) {
      const text = textOf(node, file, 600);
      const absent = /\.default\(|default:|devDefault/.test(text)
        ? 'default'
        : /optional\(|nullish\(|allow\(/.test(text)
          ? 'optional'
          : 'required';
      add(into, file, node, lastPart(key), absent, 'schema');
    }
    // convict and the like: { port: { env: 'PORT', default: 3000 } }
    for (const [key, node] of named) {
      const name = lastPart(key) === 'env' ? stringOf(node, file) : undefined;
      if (name === undefined || !upperName.test(name)) continue;
      const hasDefault = named.has(`${key.slice(0, -'env'.length)}default`);
      add(into, file, node, name, hasDefault ? 'default' : 'optional', 'schema');
    }
  }
}

function lastPart(key: string): string {
  return key.slice(key.lastIndexOf('.') + 1);
}

function absentOf(node: SyntaxNode, file: SourceFile): 'required' | 'default' | 'optional' {
  if (hasFallback(node)) return 'default';
  if (file.text[node.range().start.index - 1] !== '!') return 'optional';
  let here = node.parent();
  for (let step = 0; here && step < 4; step += 1) {
    if (here.kind() === 'if_statement' && /throw|process\.exit/.test(textOf(here, file, 400)))
      return 'required';
    here = here.parent();
  }
  return 'optional';
}

/** Not `process.env.X = …` and not `delete process.env.X`. */
function isRead(node: SyntaxNode): boolean {
  const parent = node.parent();
  const kind = String(parent?.kind());
  if (kind === 'unary_expression') return !/^delete\b/.test(parent?.text().slice(0, 8) ?? '');
  return !(
    /assignment_expression/.test(kind) &&
    parent?.field('left')?.range().start.index === node.range().start.index
  );
}
