import { entriesOf, itemsOf } from '../yaml-read.ts';
import type { Tree } from '../yaml-tree.ts';

interface Problem {
  readonly line: number;
  readonly says: string;
}

const maxProblems = 10;

/** Holds a document to the schema of its OpenAPI version. Loaded on use: the schemas are big. */
export async function checkDocument(root: Tree): Promise<Problem[]> {
  const { Validator } = await import('@seriousme/openapi-schema-validator');
  const plain = toPlain(root);
  if (!isRecord(plain)) return [{ line: 1, says: 'the document is no object' }];
  const result = await new Validator({ strict: false, validateFormats: false }).validate(plain);
  if (result.valid) return [];
  if (typeof result.errors === 'string')
    return [{ line: lineOfReference(root, result.errors), says: result.errors }];
  const all = result.errors ?? [];
  // The branches of a choice that are for other values (`in: query`) refuse a right one (`in: path`); where a branch
  // lacks something instead, that is what is wrong.
  const lacking = new Set(all.filter(({ keyword }) => keyword === 'required').map((one) => one.instancePath));
  const errors = all.filter(
    ({ keyword, instancePath }) =>
      !/^(enum|const)$/.test(keyword) || !lacking.has(instancePath.replace(/\/[^/]*$/, '')),
  );
  // Of all branches of a choice that failed, the deepest tells most.
  const deepest = [...errors].sort((a, b) => b.instancePath.length - a.instancePath.length);
  const found = new Map<string, Problem>();
  for (const { instancePath, message } of deepest) {
    const keys = instancePath
      .split('/')
      .slice(1)
      .map((key) => key.replace(/~1/g, '/').replace(/~0/g, '~'));
    const says = `${instancePath || 'the document'}: ${message ?? 'does not fit'}`;
    if (!found.has(instancePath) && found.size < maxProblems)
      found.set(instancePath, { line: lineAt(root, keys), says });
  }
  return found.size > 0
    ? [...found.values()]
    : [{ line: 1, says: 'it does not fit the schema of its version' }];
}

function toPlain(tree: Tree): unknown {
  if (tree.kind === 'scalar') return tree.value ?? null;
  if (tree.kind === 'list') return tree.items.map(toPlain);
  return Object.fromEntries([...tree.entries].map(([key, entry]) => [key, toPlain(entry.value)]));
}

function lineAt(root: Tree, keys: readonly string[]): number {
  let here: Tree | undefined = root;
  let line = 1;
  for (const key of keys) {
    const entry = entriesOf(here).get(key);
    here = entry?.value ?? itemsOf(here)[Number(key)];
    if (!here) break;
    line = entry?.line ?? (here.line > 0 ? here.line : line);
  }
  return line;
}

function lineOfReference(root: Tree, message: string): number {
  const target = /#\/\S*/.exec(message)?.[0];
  let line = 1;
  function walk(tree: Tree): void {
    if (tree.kind === 'list') tree.items.forEach(walk);
    if (tree.kind !== 'map') return;
    for (const [key, entry] of tree.entries) {
      if (key === '$ref' && entry.value.kind === 'scalar' && entry.value.value === target) line = entry.line;
      walk(entry.value);
    }
  }
  if (target !== undefined) walk(root);
  return line;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
