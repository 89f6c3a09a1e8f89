import { parser } from '@prometheus-io/lezer-promql';
import type { Expression } from './types.ts';

type SyntaxNode = ReturnType<typeof parser.parse>['topNode'];

const maxLength = 20_000;
/** What is kept of the text: enough to recognize it. */
const keptLength = 400;
const comparisons = new Set(['Gtr', 'Gte', 'Lss', 'Lte', 'Eql', 'Neq']);
const flipped: Readonly<Record<string, string>> = { '>': '<', '>=': '<=', '<': '>', '<=': '>=' };

interface Reading {
  readonly text: string;
}

/** What the syntax tree of an expression tells. Text that does not parse is not valid and tells nothing. */
export function readPromql(written: string): Expression {
  const text = written.trim().slice(0, maxLength);
  const reading: Reading = { text };
  const tree = parser.parse(text);
  const found = {
    metrics: new Set<string>(),
    functions: new Set<string>(),
    valid: text !== '' && written.length <= maxLength,
  };
  const matchers: Expression['matchers'] = [];
  let quantile: number | undefined;
  tree.iterate({
    enter(ref) {
      if (ref.type.isError) found.valid = false;
      if (ref.name === 'VectorSelector') {
        const selector = readSelector(ref.node, reading);
        if (selector.metric !== '') found.metrics.add(selector.metric);
        matchers.push(...selector.matchers);
      }
      if (ref.name === 'FunctionIdentifier') found.functions.add(slice(ref.node, reading));
      if (ref.name === 'FunctionCall' && slice(ref.node, reading).startsWith('histogram_quantile')) {
        quantile ??= constant(argumentsOf(ref.node)[0], reading);
      }
    },
  });
  const base = {
    text: text.slice(0, keptLength),
    valid: found.valid,
    metrics: [...found.metrics],
    functions: [...found.functions],
    matchers,
  };
  if (!found.valid)
    return { ...base, metrics: [], matchers: [], ratio: false, percent: false, scaled: false, age: false };
  const top = tree.topNode.firstChild;
  const compared = top ? findComparison(top, reading) : undefined;
  const side = compared?.side ?? top ?? undefined;
  return {
    ...base,
    ...(compared ? { threshold: { operator: compared.operator, value: compared.value } } : {}),
    ...(quantile === undefined ? {} : { quantile }),
    ratio: side ? isRatio(side, reading) : false,
    percent: side ? factorsOf(side, reading).includes(100) : false,
    scaled: side ? factorsOf(side, reading).some((factor) => factor !== 100) : false,
    age: side ? isAge(side, reading) : false,
  };
}

function readSelector(node: SyntaxNode, reading: Reading) {
  const name = node.getChild('Identifier') ?? node.getChild('MetricIdentifier');
  let metric = name ? slice(name, reading) : '';
  const matchers: Expression['matchers'] = [];
  for (const matcher of node.getChild('LabelMatchers')?.getChildren('UnquotedLabelMatcher') ?? []) {
    const label = slice(matcher.getChild('LabelName'), reading);
    const operator = slice(matcher.getChild('MatchOp'), reading);
    const value = slice(matcher.getChild('StringLiteral'), reading).slice(1, -1);
    if (label === '__name__') metric = operator === '=' ? value : '';
    else matchers.push({ metric, label, operator, value });
  }
  return { metric, matchers };
}

/** The comparison with a number that decides whether the alert fires; in `a > 1 and b`, that of a. */
function findComparison(
  node: SyntaxNode,
  reading: Reading,
): { operator: string; value: number; side: SyntaxNode } | undefined {
  const here = unwrapped(node);
  if (here.name !== 'BinaryExpr') return undefined;
  const { left, right, operator } = binary(here);
  if (!left || !right || !operator) return undefined;
  if (/^(And|Or|Unless)$/.test(operator.name)) {
    const sides = [findComparison(left, reading), findComparison(right, reading)];
    // `b > 0` beside another comparison only guards a division.
    return sides.find((side) => side !== undefined && side.value !== 0) ?? sides[0] ?? sides[1];
  }
  if (!comparisons.has(operator.name)) return undefined;
  const sign = slice(operator, reading);
  const onRight = constant(right, reading);
  if (onRight !== undefined) return { operator: sign, value: onRight, side: left };
  const onLeft = constant(left, reading);
  return onLeft === undefined ? undefined : { operator: flipped[sign] ?? sign, value: onLeft, side: right };
}

/** A division of two measured things, also when it is averaged, taken from one, or multiplied by 100. */
function isRatio(node: SyntaxNode, reading: Reading): boolean {
  const here = unwrapped(node);
  if (here.name === 'AggregateExpr' || here.name === 'FunctionCall') {
    return argumentsOf(here).some((argument) => isRatio(argument, reading));
  }
  if (here.name !== 'BinaryExpr') return false;
  const { left, right, operator } = binary(here);
  if (!left || !right || !operator) return false;
  const leftIsNumber = constant(left, reading) !== undefined;
  const rightIsNumber = constant(right, reading) !== undefined;
  if (operator.name === 'Div' && !leftIsNumber && !rightIsNumber) return true;
  if (/^(And|Or|Unless)$/.test(operator.name)) return isRatio(left, reading);
  if (leftIsNumber) return isRatio(right, reading);
  return rightIsNumber && isRatio(left, reading);
}

/** Numbers that the compared side is multiplied with or divided by. */
function factorsOf(node: SyntaxNode, reading: Reading): number[] {
  const factors: number[] = [];
  node.cursor().iterate((ref) => {
    if (ref.name !== 'BinaryExpr') return;
    const { left, right, operator } = binary(ref.node);
    if (!left || !right || (operator?.name !== 'Mul' && operator?.name !== 'Div')) return;
    const constants = [constant(left, reading), constant(right, reading)];
    // Two numbers are arithmetic of the threshold's own kind, such as 3 * 3600 inside a window.
    if (constants.filter((one) => one !== undefined).length === 1)
      factors.push(...constants.filter((one) => one !== undefined));
  });
  return factors;
}

/** `time() - x` or `x - time()`: seconds since, or until. */
function isAge(node: SyntaxNode, reading: Reading): boolean {
  let found = false;
  node.cursor().iterate((ref) => {
    if (ref.name !== 'BinaryExpr') return;
    const { left, right, operator } = binary(ref.node);
    if (operator?.name !== 'Sub' || !left || !right) return;
    if ([left, right].some((side) => /^time\(\s*\)$/.test(slice(unwrapped(side), reading)))) found = true;
  });
  return found;
}

function binary(node: SyntaxNode) {
  const children = childrenOf(node).filter(
    (child) => !/^(BoolModifier|MatchingModifierClause|FillModifier)$/.test(child.name),
  );
  return { left: children[0], operator: children[1], right: children.at(-1) };
}

/** The value of a number, or of arithmetic on numbers. */
function constant(node: SyntaxNode | undefined, reading: Reading): number | undefined {
  if (!node) return undefined;
  const here = unwrapped(node);
  const text = slice(here, reading);
  if (here.name === 'NumberDurationLiteral') return numberOf(text);
  if (here.name === 'UnaryExpr') {
    const inner = constant(here.lastChild ?? undefined, reading);
    return inner === undefined ? undefined : text.startsWith('-') ? -inner : inner;
  }
  if (here.name !== 'BinaryExpr') return undefined;
  const { left, right, operator } = binary(here);
  const a = constant(left, reading);
  const b = constant(right, reading);
  if (a === undefined || b === undefined) return undefined;
  if (operator?.name === 'Mul') return a * b;
  if (operator?.name === 'Div') return a / b;
  if (operator?.name === 'Add') return a + b;
  if (operator?.name === 'Sub') return a - b;
  return operator?.name === 'Pow' ? a ** b : undefined;
}

function numberOf(text: string): number | undefined {
  const value = Number(text);
  return text !== '' && Number.isFinite(value) ? value : undefined;
}

function unwrapped(node: SyntaxNode): SyntaxNode {
  let here = node;
  while (/^(ParenExpr|StepInvariantExpr|OffsetExpr)$/.test(here.name)) {
    const inner = here.firstChild;
    if (!inner) break;
    here = inner;
  }
  return here;
}

function argumentsOf(node: SyntaxNode): SyntaxNode[] {
  const body = node.getChild('FunctionCallBody');
  return body ? childrenOf(body) : [];
}

function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (child.name !== 'LineComment') children.push(child);
  }
  return children;
}

function slice(node: SyntaxNode | null, { text }: Reading): string {
  return node ? text.slice(node.from, node.to) : '';
}
