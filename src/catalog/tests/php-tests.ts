import { caseFrom, nodesWhere, type TestLanguage } from './test-language.ts';

export const phpTests: TestLanguage = {
  cases: (root) => [
    ...root.findAll({ rule: { kind: 'method_declaration' } }).flatMap((node) => {
      const name = node.field('name')?.text() ?? '';
      const head = node.text().slice(0, 300);
      const marked = /^\s*#\[[^\]]*\bTest\b/.test(head) || /@test\b/.test(commentAbove(node));
      if (!name.startsWith('test') && !marked) return [];
      const skipped = /\{\s*(?:\$this->|self::|static::)markTest(?:Skipped|Incomplete)\(/.test(
        node.text().slice(0, 600),
      );
      return [caseFrom(node, name, skipped ? { skipped: 'markTestSkipped' } : {})];
    }),
    ...nodesWhere(root, 'function_call_expression', 'function', '^(it|test)$').map((node) =>
      caseFrom(node, node.field('arguments')?.text() ?? ''),
    ),
  ],
  comments: ['comment'],
  assertion:
    /(?:->|::)(?:assert|expect|should|see|verify|check)\w*\(|->(?:to[A-Z]\w*|once|times|never)\(|\bexpect\(|\bassert\w*\(|::fail\(/g,
};

function commentAbove(node: {
  parent(): { text(): string; range(): { start: { index: number } } } | null;
  range(): { start: { index: number } };
}): string {
  const parent = node.parent();
  if (!parent) return '';
  const at = node.range().start.index - parent.range().start.index;
  const before = parent
    .text()
    .slice(Math.max(at - 600, 0), at)
    .trimEnd();
  return before.endsWith('*/') ? before.slice(before.lastIndexOf('/*')) : '';
}
