import type { SourceFile, SyntaxNode } from '../../kit/drivers.ts';
import { declarationOf, textOf, unwrap } from './declarations.ts';
import { stringOf } from './values.ts';

/** A named thing that is given a value: `SESSION_COOKIE_SECURE = True`, `config.force_ssl = true`, `'same_site' => 'lax'`. */
export interface Setting {
  /** As written, without spaces; entries of a returned PHP array or an assigned map are dotted. */
  readonly name: string;
  readonly value: SyntaxNode;
  /** 1-based. */
  readonly line: number;
  readonly file: SourceFile;
}

const assignments: Readonly<Record<string, string>> = {
  typescript: 'assignment_expression',
  tsx: 'assignment_expression',
  javascript: 'assignment_expression',
  python: 'assignment',
  ruby: 'assignment',
  go: 'assignment_statement',
  php: 'assignment_expression',
  java: 'assignment_expression',
};
const maps = /^(object|dictionary|hash|array_creation_expression)$/;
const entries = /^(pair|array_element_initializer)$/;
const maxSettings = 5_000;
const maxDepth = 5;

const cache = new WeakMap<SourceFile, readonly Setting[]>();

/** Every setting of a file, in order. Worked out once per file for all who ask. */
export function settingsIn(file: SourceFile): readonly Setting[] {
  const known = cache.get(file);
  if (known) return known;
  const found: Setting[] = [];
  cache.set(file, found);
  const kind = assignments[file.language];
  if (kind === undefined) return found;
  for (const node of file.root().findAll({ rule: { kind } }).slice(0, maxSettings)) {
    const left = node.field('left');
    const right = node.field('right');
    if (left && right) add(found, textOf(left, file, 160).replace(/\s+/g, ''), node, unwrap(right), file, 0);
  }
  if (file.language === 'php') readReturned(found, file);
  return found;
}

function add(
  found: Setting[],
  name: string,
  at: SyntaxNode,
  value: SyntaxNode,
  file: SourceFile,
  depth: number,
): void {
  if (found.length > maxSettings || depth > maxDepth) return;
  found.push({ name, value, line: at.range().start.line + 1, file });
  if (!maps.test(String(value.kind()))) return;
  for (const entry of value.namedChildren()) {
    if (!entries.test(String(entry.kind()))) continue;
    const [key, inner] = entry.namedChildren();
    if (!key || !inner) continue;
    const part = stringOf(key, file) ?? textOf(key, file, 80).replace(/^:|:$/g, '');
    add(found, `${name}.${part}`, entry, unwrap(inner), file, depth + 1);
  }
}

/** Laravel and Symfony configuration files return one array; its keys go under the name of the file. */
function readReturned(found: Setting[], file: SourceFile): void {
  const stem = file.path.slice(file.path.lastIndexOf('/') + 1).replace(/\.php$/, '');
  for (const node of file
    .root()
    .findAll({ rule: { kind: 'return_statement' } })
    .slice(0, 20)) {
    const inner = node.namedChildren()[0];
    if (!inner || String(node.parent()?.kind()) !== 'program') continue;
    add(found, stem, node, declarationOf(inner, file) ?? inner, file, 0);
  }
}
