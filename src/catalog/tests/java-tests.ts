import { caseFrom, type TestLanguage } from './test-language.ts';

export const javaTests: TestLanguage = {
  cases: (root) =>
    root.findAll({ rule: { kind: 'method_declaration' } }).flatMap((node) => {
      const modifiers =
        node
          .children()
          .find((child) => child.kind() === 'modifiers')
          ?.text() ?? '';
      if (!/@(Test|ParameterizedTest|RepeatedTest|TestFactory|Property|ArchTest)\b/.test(modifiers))
        return [];
      const skipped = /@(Disabled|Ignore)\b/.exec(modifiers)?.[1];
      return [caseFrom(node, node.field('name')?.text() ?? '', skipped === undefined ? {} : { skipped })];
    }),
  comments: ['line_comment', 'block_comment'],
  assertion:
    /\b(?:assert|verify|expect|then|andExpect|should|check)\w*\(|\.(?:is[A-Z]|has[A-Z]|contains)\w*\(|\b(?:fail|statusCode)\(/g,
};
