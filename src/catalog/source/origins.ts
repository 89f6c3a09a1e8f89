import type { SourceFile, SyntaxNode } from '../../kit/drivers.ts';
import { declarationOf, textOf, unwrap } from './declarations.ts';
import { stringsIn, valueOf } from './values.ts';

/**
 * Who may call, in one word: `any` (a star), `reflect` (whoever asks), `list`, `env`, `code` (decided at run time),
 * `none`.
 */
export function originsOf(node: SyntaxNode | undefined, file: SourceFile): string {
  if (!node) return 'none';
  const target = unwrap(declarationOf(node, file) ?? node);
  const value = valueOf(target, file);
  if (value === true) return 'reflect';
  if (value === false || value === '<none>') return 'none';
  if (value === '*') return 'any';
  if (typeof value === 'string' && value.startsWith('<env ')) return 'env';
  if (typeof value === 'string' && value.startsWith('<list of ')) {
    const origins = stringsIn(target, file);
    if (origins.some((origin) => /^(\*|https?:\/\/\*|\.\*|\*:\/\/.*|http\*)$/.test(origin))) return 'any';
    return value === `<list of ${origins.length}>` && origins.length > 0 ? 'list' : 'code';
  }
  const text = textOf(target, file);
  if (
    /headers?\b.{0,20}origin|\borigin\b.{0,20}headers?|HTTP_ORIGIN|get\(\s*['"]origin['"]\s*\)|Header\.Get\("Origin"\)/i.test(
      text,
    ) &&
    !/\?|includes|indexOf|has\(|\bin\b/.test(text)
  )
    return 'reflect';
  if (typeof value === 'string' && /^https?:/.test(value)) return 'list';
  return 'code';
}
