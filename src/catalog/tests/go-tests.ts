import { caseFrom, nodesWhere, type TestLanguage } from './test-language.ts';

export const goTests: TestLanguage = {
  cases: (root) => [
    ...nodesWhere(root, 'function_declaration', 'name', '^(Test|Fuzz|Example)').flatMap((node) => {
      const name = node.field('name')?.text() ?? '';
      const first = node.field('body')?.text().slice(0, 200) ?? '';
      // TestMain sets up; a Skip as first statement never runs the rest.
      if (name === 'TestMain') return [];
      return [caseFrom(node, name, /^\{\s*\w+\.Skip(f|Now)?\(/.test(first) ? { skipped: 'Skip' } : {})];
    }),
    ...nodesWhere(root, 'method_declaration', 'name', '^Test').map((node) =>
      caseFrom(node, node.field('name')?.text() ?? ''),
    ),
    ...nodesWhere(root, 'call_expression', 'function', '^[FPX]?(It|Specify)$').map((node) => {
      const callee = node.field('function')?.text() ?? '';
      return caseFrom(
        node,
        callee,
        /^[PX]/.test(callee) ? { skipped: callee } : callee.startsWith('F') ? { focused: callee } : {},
      );
    }),
  ],
  comments: ['comment'],
  assertion:
    /\b\w+\.(?:Errorf?|Fatalf?|Fail|FailNow)\(|\b(?:require|assert|is|qt|gomega|g|s|suite|c|a|r)\.[A-Z]\w*\(|\b(?:Expect|Eventually|Consistently)\(|\.(?:Require|Assert)\(\)|\b(?:assert|check|verify|expect|must|require|test|run)[A-Z]\w*\(/g,
};
