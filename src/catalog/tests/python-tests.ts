import { caseFrom, nodesWhere, type TestLanguage } from './test-language.ts';

const skipping = /@(?:pytest\.mark\.|unittest\.)?(skip|skipif|skipIf|skipUnless|xfail)\b/;

export const pythonTests: TestLanguage = {
  cases: (root) =>
    nodesWhere(root, 'function_definition', 'name', '^test').map((node) => {
      const parent = node.parent();
      const whole = parent?.kind() === 'decorated_definition' ? parent : node;
      const head = whole.text().slice(0, Math.max(node.range().start.index - whole.range().start.index, 0));
      const skipped = skipping.exec(head)?.[1];
      // skipif depends on the machine; only a plain skip never runs.
      return caseFrom(node, node.field('name')?.text() ?? '', skipped === 'skip' ? { skipped } : {});
    }),
  comments: ['comment'],
  assertion:
    /^\s*assert\b|\b_?(?:assert|expect|check|verify)\w*\(|\b(?:raises|warns|fail|deprecated_call|to_be_\w+|to_have_\w+)\(/gm,
};
