import type { SourceFile, SyntaxNode } from '../../kit/drivers.ts';
import { declarationOf, textOf, unwrap } from './declarations.ts';
import type { Option } from './facts.ts';

const readsEnvironment: readonly RegExp[] = [
  /^(?:process|Bun|import\.meta)\.env\.(\w+)/,
  /^process\.env\[['"](\w+)['"]\]/,
  /^Deno\.env\.get\(['"](\w+)['"]/,
  /^os\.environ\[['"](\w+)['"]\]/,
  /^(?:os\.)?(?:environ\.get|getenv)\(\s*['"](\w+)['"]/,
  /^(?:env|config|decouple\.config)(?:\.(?:str|int|bool|list|float|url|json|db|dict))?\(\s*['"](\w+)['"]/,
  /^os\.(?:Getenv|LookupEnv)\("(\w+)"/,
  /^System\.getenv\("(\w+)"/,
  /^ENV\[['"](\w+)['"]\]/,
  /^ENV\.fetch\(?\s*['"](\w+)['"]/,
  /^\\?(?:env|getenv)\(\s*['"](\w+)['"]/,
  /^\$_(?:ENV|SERVER)\[['"](\w+)['"]\]/,
];

/** The name of the variable when the expression begins with a read of the environment. */
export function environmentName(text: string): string | undefined {
  for (const shape of readsEnvironment) {
    const match = shape.exec(text);
    if (match) return match[1];
  }
  return undefined;
}

/** What an expression is worth, as far as its file tells. */
export function valueOf(node: SyntaxNode, file: SourceFile): Option {
  return plainValue(node, file) ?? followName(node, file) ?? '<code>';
}

/** The content of a string literal without parts worked out at run time. */
export function stringOf(node: SyntaxNode | undefined | null, file: SourceFile): string | undefined {
  if (!node || !stringKinds.has(String(node.kind()))) return undefined;
  const text = textOf(node, file, 2_000);
  const literal = /^(?:[rbuRBU]{0,2})(['"`]{3}|['"`])([\s\S]*)\1$/.exec(text);
  if (literal?.[2] === undefined) return undefined;
  const dynamic = /template_string|encapsed_string|^string$|string_literal/.test(String(node.kind()))
    ? node
        .namedChildren()
        .some((child) => /substitution|interpolation|variable|expression/.test(String(child.kind())))
    : false;
  return dynamic ? undefined : literal[2];
}

const stringKinds = new Set([
  'string',
  'template_string',
  'string_literal',
  'interpreted_string_literal',
  'raw_string_literal',
  'encapsed_string',
]);
const listKinds = /^(array|list|tuple|set|array_creation_expression|symbol_array|string_array)$/;

function plainValue(node: SyntaxNode, file: SourceFile): Option | undefined {
  const kind = String(node.kind());
  const text = textOf(node, file);
  const string = stringOf(node, file);
  if (string !== undefined) return string.slice(0, 200);
  if (/^[+-]?\d[\d_]*(\.\d+)?[Ll]?$/.test(text)) return Number(text.replace(/[_Ll]/g, ''));
  if (/^[\d_.\s*()]+$/.test(text) && text.includes('*')) return product(text);
  if (/^(true|True|TRUE)$/.test(text)) return true;
  if (/^(false|False|FALSE)$/.test(text)) return false;
  if (/^(null|undefined|None|nil|NULL)$/.test(text)) return '<none>';
  if (/^:\w+$/.test(text)) return text.slice(1);
  const name = environmentName(text);
  if (name !== undefined) return `<env ${name}>`;
  if (listKinds.test(kind) && !hasKeys(node)) return `<list of ${node.namedChildren().length}>`;
  const duration = /^([\d_]+)\s*\*\s*time\.(Millisecond|Second|Minute|Hour)$/.exec(text);
  if (duration) return `${duration[1]} ${String(duration[2]).toLowerCase()}`;
  if (kind === 'composite_literal' && text.startsWith('[]')) {
    return `<list of ${node.field('body')?.namedChildren().length ?? 0}>`;
  }
  return undefined;
}

/** PHP writes lists and maps alike. */
function hasKeys(node: SyntaxNode): boolean {
  return (
    (node.namedChildren()[0]?.namedChildren().length ?? 0) > 1 && node.kind() === 'array_creation_expression'
  );
}

/** The string literals directly inside a list, as many as matter. */
export function stringsIn(node: SyntaxNode, file: SourceFile): readonly string[] {
  const list = node.kind() === 'composite_literal' ? node.field('body') : node;
  return (list?.namedChildren() ?? [])
    .slice(0, 50)
    .flatMap(
      (item) =>
        stringOf(
          unwrap(item.kind() === 'array_element_initializer' ? (item.namedChildren()[0] ?? item) : item),
          file,
        ) ?? [],
    );
}

function product(text: string): number | undefined {
  const factors = text
    .replace(/[()_\s]/g, '')
    .split('*')
    .map(Number);
  const value = factors.reduce((all, factor) => all * factor, 1);
  return Number.isFinite(value) ? value : undefined;
}

/** `const limit = 10` in the same file, written once. */
function followName(node: SyntaxNode, file: SourceFile): Option | undefined {
  const declared = declarationOf(node, file);
  return declared ? plainValue(declared, file) : undefined;
}
