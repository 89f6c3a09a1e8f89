import type { SyntaxNode } from '../../kit/drivers.ts';

/** One test case as a grammar shows it. */
export interface TestCase {
  readonly name: string;
  readonly line: number;
  readonly start: number;
  readonly end: number;
  /** Why it never runs. */
  readonly skipped?: string;
  /** Why the others do not run. */
  readonly focused?: string;
  /** A title without a body. */
  readonly empty: boolean;
}

export interface TestLanguage {
  /** A text without this has no case, and need not be parsed. */
  readonly mentionsCase?: RegExp;
  cases(root: SyntaxNode): TestCase[];
  /** Node kinds of comments: what stands in them asserts nothing. */
  readonly comments: readonly string[];
  /** Calls and statements that make a test fail when something is wrong. Global; matched on text without comments. */
  readonly assertion: RegExp;
}

/** Where assertions start. By text rather than by tree: a tree query for each costs more than all the parsing. */
export function assertionsIn(root: SyntaxNode, text: string, language: TestLanguage): number[] {
  const comments = language.comments
    .flatMap((kind) => root.findAll({ rule: { kind } }).map((node) => node.range()))
    .sort((a, b) => a.start.index - b.start.index);
  const pieces: string[] = [];
  let from = 0;
  for (const { start, end } of comments) {
    if (start.index < from) continue;
    pieces.push(text.slice(from, start.index), ' '.repeat(end.index - start.index));
    from = end.index;
  }
  const rest = pieces.join('') + text.slice(from);
  return [...rest.matchAll(language.assertion)].map((match) => match.index);
}

export function caseFrom(
  node: SyntaxNode,
  name: string,
  state: Pick<TestCase, 'skipped' | 'focused'> & { readonly empty?: boolean } = {},
): TestCase {
  const { start, end } = node.range();
  return {
    name: name.replace(/\s+/g, ' ').slice(0, 80),
    line: start.line + 1,
    start: start.index,
    end: end.index,
    ...state,
    empty: state.empty ?? false,
  };
}

/** All nodes of a kind whose given field matches; the matching is done by the parser, not here. */
export function nodesWhere(root: SyntaxNode, kind: string, field: string, regex: string): SyntaxNode[] {
  return root.findAll({ rule: { kind, has: { field, regex } } });
}
