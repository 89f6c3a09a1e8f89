import type { SyntaxNode } from '../../kit/drivers.ts';
import type { Loss } from './model.ts';
import {
  endsBadlyIn,
  isNothing,
  mayFailAfter,
  named,
  tryOut,
  withLoss,
  type Place,
  type Walk,
} from './shell-walk.ts';

/** Statements one after the other: without `set -e` only the last one's failure is the script's. */
export function readSequence(nodes: readonly SyntaxNode[], place: Place, walk: Walk): void {
  const statements = nodes.filter(
    (node) => node.isNamed() && !/^comment$|^word$|_name$/.test(String(node.kind())),
  );
  for (const [index, node] of statements.entries()) {
    const last = index === statements.length - 1;
    const inBackground = nodes[nodes.indexOf(node) + 1]?.text() === '&';
    const asked = statements.slice(index + 1, index + 3).some((next) => /\$\?|PIPESTATUS/.test(next.text()));
    const lost: Loss | undefined = inBackground
      ? 'background'
      : walk.errexit || last || asked
        ? undefined
        : 'no-errexit';
    const stagesAsked = statements
      .slice(index + 1, index + 3)
      .some((next) => next.text().includes('PIPESTATUS'));
    walk.read(node, { ...withLoss(place, lost), last: place.last && last, stagesAsked }, walk);
  }
}

export function readPipeline(node: SyntaxNode, place: Place, walk: Walk): void {
  const stages = named(node);
  for (const [index, stage] of stages.entries()) {
    const masked = index < stages.length - 1 && !walk.pipefail && place.stagesAsked !== true;
    walk.read(stage, withLoss(place, masked ? 'pipe' : undefined), walk);
  }
}

/** `a && b` and `a || b`. */
export function readList(node: SyntaxNode, place: Place, walk: Walk): void {
  const [left, right] = named(node);
  if (!left || !right) return;
  const operator = node
    .children()
    .find((child) => /^(&&|\|\|)$/.test(child.text()))
    ?.text();
  if (operator === '||') {
    walk.read(left, { ...withLoss(place, whatOrDoes(right, walk)), last: true }, walk);
  } else {
    // With `set -e` only the last of an && list ends the script; that the others failed is forgotten when more follows.
    const forgotten =
      walk.errexit &&
      !place.last &&
      !/^(exit|return) ["$1-9]/.test(right.text()) &&
      !mayFailAfter(node, walk);
    walk.read(left, withLoss(place, forgotten ? 'and-list' : undefined), walk);
  }
  walk.read(right, { ...place, guarded: true }, walk);
}

/** What stands after `||`: undefined when the failure is handled there, or may be. */
function whatOrDoes(node: SyntaxNode, walk: Walk): Loss | undefined {
  const text = node.text().trim();
  if (/^(true|:)$/.test(text)) return 'or-true';
  if (text === 'exit 0') return 'or-exit-0';
  const unquoted = text.replace(/"[^"]*"|'[^']*'/g, '""');
  if (/\b(exit|return)\b(?!\s+0)|\bfalse\b|=/.test(unquoted)) return undefined;
  const tried = tryOut([node], walk);
  const trivial = tried.length > 0 && tried.every((one) => one.kind === 'print' || isNothing(one));
  return trivial ? 'or-print' : undefined;
}

export function readIf(node: SyntaxNode, place: Place, walk: Walk): void {
  const parts = node.children();
  const thenAt = parts.findIndex((part) => part.text() === 'then');
  const condition = parts.slice(1, Math.max(thenAt, 1)).filter((part) => part.isNamed());
  const after = parts.slice(thenAt + 1).filter((part) => part.isNamed());
  const isOther = (part: SyntaxNode) => /^(else|elif)_clause$/.test(String(part.kind()));
  const onSuccess = after.filter((part) => !isOther(part));
  const others = after.filter(isOther);
  const negated = condition[0]?.kind() === 'negated_command';
  const onFailure = negated ? onSuccess : others.slice(0, 1);
  // Where a branch can end badly, the answer was looked at.
  const acted = [...onSuccess, ...others].some((part) => endsBadlyIn(part, walk));
  const forgotten = !acted && isIdle(onFailure, walk) && !keepsNote(onSuccess) && !mayFailAfter(node, walk);
  for (const part of condition) {
    const test = { ...withLoss(place, forgotten ? 'if-else' : undefined), last: true };
    for (const one of part.kind() === 'negated_command' ? named(part) : [part]) walk.read(one, test, walk);
  }
  // An option set in a branch may not be set after it, nor the folder.
  const { errexit, pipefail, folder } = walk;
  readSequence(onSuccess, { ...place, guarded: true }, walk);
  for (const part of others) {
    if (part.kind() === 'elif_clause') readIf(part, { ...place, guarded: true }, walk);
    else readSequence(named(part), { ...place, guarded: true }, walk);
  }
  Object.assign(walk, { errexit, pipefail, folder: walk.folder === folder ? folder : undefined });
}

/** Nothing in it can end the script badly or note the failure. */
function isIdle(nodes: readonly SyntaxNode[], walk: Walk): boolean {
  return tryOut(nodes, walk).every((one) => one.kind === 'print' || one.kind === 'wait' || isNothing(one));
}

/** A variable set on success can be asked for later. */
function keepsNote(nodes: readonly SyntaxNode[]): boolean {
  return nodes.some((node) => /^variable_assignments?$/.test(String(node.kind())) || /\w=/.test(node.text()));
}
