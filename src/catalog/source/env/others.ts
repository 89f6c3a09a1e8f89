import type { SourceFile } from '../../../kit/drivers.ts';
import { callsIn } from '../calls.ts';
import { textOf } from '../declarations.ts';
import { argumentsOf, optionsOf } from '../options.ts';
import { environmentName, stringOf, stringsIn } from '../values.ts';
import { add, addDynamic, hasFallback, readCalls, upperName, type EnvReads } from './read.ts';

export function readGoEnv(file: SourceFile, into: EnvReads): void {
  readCalls(
    file,
    [
      { name: /^(os|syscall)\.(Getenv|LookupEnv)$/, how: 'os.Getenv', strict: false },
      {
        name: /^(\w+\.)?(get|must|read|lookup|require)?_?(string|int|bool|duration)?_?env(OrDefault|Or|Default|Var|String|Int|Bool|Duration|WithDefault|AsInt|AsBool)?$/i,
        how: 'helper',
        strict: false,
      },
    ],
    into,
  );
  for (const call of callsIn(file)) {
    if (/^(viper|\w*[vV]iper|v)\.BindEnv$/.test(call.name)) {
      for (const node of argumentsOf(call).slice(1)) {
        const name = stringOf(node, file);
        if (name !== undefined && upperName.test(name)) add(into, file, node, name, 'optional', 'viper');
      }
    } else if (call.name.endsWith('.AutomaticEnv')) {
      addDynamic(into, file, call.node, 'viper takes any variable that is named like a setting');
    } else if (call.name.endsWith('.EnvVars')) {
      for (const node of argumentsOf(call)) addNames(node, [stringOf(node, file)]);
    }
    const envVars = call.creates ? optionsOf(call).named.get('EnvVars') : undefined;
    if (envVars) addNames(envVars, stringsIn(envVars, file));
  }
  function addNames(node: Parameters<typeof add>[2], names: readonly (string | undefined)[]): void {
    for (const name of names)
      if (name !== undefined && upperName.test(name)) add(into, file, node, name, 'optional', 'flag');
  }
  readStructTags(file, into);
}

/** `Port int \`env:"PORT,required" envDefault:"3000"\`` */
function readStructTags(file: SourceFile, into: EnvReads): void {
  if (!/`[^`\n]*\b(env|envconfig|split_words):"/.test(file.text)) return;
  for (const node of file.root().findAll({ rule: { kind: 'field_declaration' } })) {
    const tag = node.field('tag');
    const text = tag ? textOf(tag, file) : '';
    const name = /\b(?:env|envconfig):"([A-Z][A-Z0-9_]*)/.exec(text)?.[1];
    if (name === undefined) continue;
    const absent = /envDefault:"|default:"|default=/.test(text)
      ? 'default'
      : /required|notEmpty/.test(text)
        ? 'required'
        : 'optional';
    add(into, file, node, name, absent, 'struct tag');
  }
}

export function readJavaEnv(file: SourceFile, into: EnvReads): void {
  readCalls(file, [{ name: /^System\.getenv$/, how: 'System.getenv', strict: false }], into);
  for (const call of callsIn(file)) {
    if (call.name !== '@Value') continue;
    const match = /\$\{([A-Z][A-Z0-9_]*)(:[^}]*)?\}/.exec(stringOf(argumentsOf(call)[0], file) ?? '');
    if (match?.[1])
      add(into, file, call.node, match[1], match[2] === undefined ? 'required' : 'default', '@Value');
  }
}

export function readRubyEnv(file: SourceFile, into: EnvReads): void {
  for (const node of file.root().findAll({ rule: { kind: 'element_reference', regex: '^ENV\\[' } })) {
    const name = environmentName(textOf(node, file));
    const assigned =
      /assignment/.test(String(node.parent()?.kind())) &&
      node.parent()?.field('left')?.range().start.index === node.range().start.index;
    if (assigned) continue;
    if (name !== undefined) add(into, file, node, name, hasFallback(node) ? 'default' : 'optional', 'ENV');
    else addDynamic(into, file, node, 'ENV with a name worked out at run time');
  }
  readCalls(
    file,
    [
      { name: /^ENV\.fetch$/, how: 'ENV.fetch', strict: true },
      { name: /^ENV\.(key\?|has_key\?|dig)$/, how: 'ENV', strict: false },
    ],
    into,
  );
}

export function readPhpEnv(file: SourceFile, into: EnvReads): void {
  readCalls(file, [{ name: /^\\?(env|getenv|Env::get)$/, how: 'env()', strict: false }], into);
  const shape = '^\\$_(ENV|SERVER)\\[';
  for (const node of file.root().findAll({ rule: { kind: 'subscript_expression', regex: shape } })) {
    const text = textOf(node, file);
    const name = environmentName(text);
    // $_SERVER also holds what the web server says of the request.
    if (
      name === undefined ||
      !upperName.test(name) ||
      (text.startsWith('$_SERVER') &&
        /^(HTTP|REQUEST|SERVER|REMOTE|SCRIPT|DOCUMENT|PATH|QUERY|PHP|argv|argc|GATEWAY|CONTENT|AUTH|REDIRECT)/.test(
          name,
        ))
    )
      continue;
    add(into, file, node, name, hasFallback(node) ? 'default' : 'optional', '$_ENV');
  }
}
