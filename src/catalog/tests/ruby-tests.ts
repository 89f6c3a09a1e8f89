import { caseFrom, nodesWhere, type TestCase, type TestLanguage } from './test-language.ts';

export const rubyTests: TestLanguage = {
  cases(root) {
    const blocks = nodesWhere(
      root,
      'call',
      'method',
      '^[xf]?(it|specify|scenario|test|example|should|its)$',
    ).flatMap((node): TestCase[] => {
      if (node.field('receiver') !== null) return [];
      const name = node.field('method')?.text() ?? '';
      const body = node.field('block');
      const title = node.field('arguments')?.text() ?? name;
      if (!body)
        return /^(it|specify|scenario|test|example)$/.test(name)
          ? [caseFrom(node, title, { skipped: 'no body', empty: true })]
          : [];
      const first = body.text().slice(0, 120);
      const skipped = name.startsWith('x') ? name : /^(?:do|\{)\s*(skip|pending)\b/.exec(first)?.[1];
      const focused = name.startsWith('f') ? name : undefined;
      return [caseFrom(node, title, { ...(skipped ? { skipped } : {}), ...(focused ? { focused } : {}) })];
    });
    const methods = nodesWhere(root, 'method', 'name', '^test_').map((node) => {
      const skipped = /^def\s+\w+[^\n]*\n\s*skip\b/.test(node.text().slice(0, 300));
      return caseFrom(node, node.field('name')?.text() ?? '', skipped ? { skipped: 'skip' } : {});
    });
    return [...blocks, ...methods];
  },
  comments: ['comment'],
  assertion:
    /\b(?:expect|is_expected|should|assert|refute|flunk|run_test!|verify|check)\w*\b|\b(?:must|wont|have|validate)_\w+|\b(?:raise_error|belong_to)\b/g,
};
