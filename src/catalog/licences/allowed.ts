import parse from 'spdx-expression-parse';

type Node = ReturnType<typeof parse>;

/** Licences that bind a service offered over a network, or that are no licence to use it. */
const refusals: readonly (readonly [RegExp, string])[] = [
  [/^AGPL-/i, 'whoever uses the service over a network may ask for its source'],
  [/^SSPL-/i, 'offering the service obliges to publish all that runs it'],
  [/^(BUSL|FSL)-/i, 'its use in production is limited'],
  [/^CC-BY-NC|-NC-|^PolyForm-(Noncommercial|Personal|Internal|Strict)/i, 'commercial use is not allowed'],
  [/^(UNLICENSED|NONE|PROPRIETARY)$/i, 'nobody is given the right to use it'],
];

/** Why a dependency under this expression may not be shipped; undefined when it may. With OR the better side counts. */
export function refusalOf(expression: string, ownLicence: string | undefined): string | undefined {
  const tree = read(expression);
  if (tree === undefined) return refusalOfOne(expression.trim(), ownLicence);
  return refusalOfTree(tree, ownLicence);
}

function refusalOfTree(node: Node, own: string | undefined): string | undefined {
  if ('license' in node) return refusalOfOne(node.license, own);
  const left = refusalOfTree(node.left, own);
  const right = refusalOfTree(node.right, own);
  return node.conjunction === 'or' ? left && right : (left ?? right);
}

function refusalOfOne(name: string, own: string | undefined): string | undefined {
  // A project under the same family already grants what it asks for.
  if (own !== undefined && family(own) === family(name) && /^AGPL|^SSPL/i.test(name)) return undefined;
  return refusals.find(([pattern]) => pattern.test(name))?.[1];
}

/** Whether a manifest's expression names one of the licences whose texts are there. What is not SPDX is not judged. */
export function agrees(expression: string, texts: readonly string[]): boolean {
  const tree = read(expression);
  if (tree === undefined) return true;
  const named = namesIn(tree);
  return named.some((name) => texts.some((text) => family(text) === family(name)));
}

function namesIn(node: Node): string[] {
  return 'license' in node ? [node.license] : [...namesIn(node.left), ...namesIn(node.right)];
}

/** GPL-3.0, GPL-3.0-only and GPL-3.0-or-later have one text. */
function family(name: string): string {
  return name
    .toUpperCase()
    .replace(/-(ONLY|OR-LATER)$/, '')
    .replace(/\+$/, '');
}

function read(expression: string): Node | undefined {
  try {
    return parse(expression);
  } catch {
    return undefined;
  }
}
