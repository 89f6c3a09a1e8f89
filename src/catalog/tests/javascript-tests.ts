import type { SyntaxNode } from '../../kit/drivers.ts';
import { caseFrom, nodesWhere, type TestCase, type TestLanguage } from './test-language.ts';

const callee = '^[xf]?(it|test|specify|scenario|describe|context|suite)([.(`]|$)';
const form =
  /^(x|f)?(it|test|specify|scenario|describe|context|suite)((?:\.(?:only|skip|todo|fails|failing|fixme|concurrent|sequential|serial|parallel|describe|each|skipIf|runIf|for))*)(\(|`|$)/;

/** Also helpers that say in their name that they check, and queries that throw when nothing is there. */
const assertion =
  /\b(?:expect|assert|check|verify|ensure|should)(?:[A-Z_]\w*)?\s*[.(<]|\.(?:expect|should)\s*[.(]|\b(?:get|find)(?:All)?By[A-Z]\w*\(|\bwaitFor\w*\(|\b(?:t|tap)\.[a-z]\w*\(|\b(?:deepStrictEqual|strictEqual|deepEqual|equal|rejects|throws|fail)\(/g;

export const javascriptTests: TestLanguage = {
  mentionsCase: /\b[xf]?(it|test|specify|scenario|describe|context|suite)\s*[.(`]/,
  cases(root) {
    const found: TestCase[] = [];
    const closed: { start: number; end: number; why: string }[] = [];
    for (const node of nodesWhere(root, 'call_expression', 'function', callee)) {
      const text = node.field('function')?.text() ?? '';
      const match = form.exec(text.slice(0, 200).replace(/\s+/g, ''));
      const words = (match?.[3] ?? '').split('.').filter((word) => word !== '');
      // `test.each(rows)` is only half of `test.each(rows)(title, body)`.
      if (!match || /\.(each|skipIf|runIf|for)$/.test(text)) continue;
      const args = node.field('arguments')?.namedChildren() ?? [];
      const body = args.find((argument) => isFunction(argument));
      // A project's own fit(text, width) or xit(…) is no test: a test begins with its title.
      if (match[1] !== undefined && match[1] !== '' && !isText(args[0])) continue;
      const title = args[0]?.text() ?? '';
      const skipped =
        match[1] === 'x' ? `x${match[2]}` : words.find((word) => /^(skip|todo|fixme)$/.test(word));
      const focused = match[1] === 'f' ? `f${match[2]}` : words.find((word) => word === 'only');
      if (/^(describe|context|suite)$/.test(match[2] ?? '') || words.includes('describe')) {
        const { start, end } = node.range();
        if (skipped !== undefined && body) closed.push({ start: start.index, end: end.index, why: skipped });
        if (focused !== undefined && body) found.push({ ...caseFrom(node, title, { focused }), empty: true });
        continue;
      }
      // `test.skip(condition)` inside a body leaves out the case it stands in, if at all.
      if (!body && (args.length !== 1 || !isText(args[0]))) continue;
      const state = {
        ...(skipped === undefined ? {} : { skipped }),
        ...(focused === undefined ? {} : { focused }),
      };
      found.push(caseFrom(node, title, { ...(body ? {} : { skipped: 'todo' }), ...state, empty: !body }));
    }
    return found.map((one) => {
      const group = closed.find(({ start, end }) => one.start > start && one.end <= end);
      return group && one.skipped === undefined ? { ...one, skipped: `in a group with ${group.why}` } : one;
    });
  },
  comments: ['comment'],
  assertion,
};

function isFunction(node: SyntaxNode): boolean {
  return /^(arrow_function|function_expression|function|generator_function|identifier|call_expression|member_expression)$/.test(
    String(node.kind()),
  );
}

function isText(node: SyntaxNode | undefined): boolean {
  return node?.kind() === 'string' || node?.kind() === 'template_string';
}
