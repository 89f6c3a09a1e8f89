import type { SyntaxNode } from '../../kit/drivers.ts';
import type { Setting } from './settings.ts';

const most = 400;

/**
 * Literal settings of a configuration that is a program (`export default defineConfig({ … })`), by the keys they are
 * nested in. What is computed or spread in is not followed, so absence means nothing.
 */
export function settingsInCode(root: SyntaxNode): Setting[] {
  const found: Setting[] = [];
  for (const pair of root.findAll({ rule: { kind: 'pair' } })) {
    const value = literal(pair.field('value'));
    if (value === undefined) continue;
    const keys = [pair, ...pair.ancestors().filter((node) => node.kind() === 'pair')].map(keyOf).reverse();
    found.push({ key: keys.join('.'), value, line: pair.range().start.line + 1 });
    if (found.length >= most) break;
  }
  return found;
}

function keyOf(pair: SyntaxNode): string {
  return (pair.field('key')?.text() ?? '').replace(/^["'`]|["'`]$/g, '').slice(0, 100);
}

function literal(node: SyntaxNode | null): string | number | boolean | undefined {
  const text = node?.text() ?? '';
  switch (node?.kind()) {
    case 'true':
    case 'false':
      return text === 'true';
    case 'number':
      return Number.isFinite(Number(text)) ? Number(text) : undefined;
    case 'string':
      return text.slice(1, -1).slice(0, 200);
    default:
      return undefined;
  }
}
