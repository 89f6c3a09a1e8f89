import type { SyntaxNode } from '../../kit/drivers.ts';
import type { Loss } from './model.ts';
import type { ShellKind } from './shell-kind.ts';

export interface ShellCommand {
  readonly line: number;
  readonly text: string;
  readonly kind: ShellKind;
  /** The program and its arguments, without what only wraps them. */
  readonly words: readonly string[];
  readonly lost?: Loss;
  readonly guarded: boolean;
  readonly intoFile?: boolean;
  /** Code handed to another shell or host. */
  readonly nested?: string;
  /** The folder it runs in, from where the script began; undefined when a variable decides. */
  readonly folder?: string;
}

/** What is true where a node stands. */
export interface Place {
  readonly guarded: boolean;
  readonly lost?: Loss;
  /** Inside the arguments of something that only prints. */
  readonly printed?: boolean;
  /** What it gives is what the script gives. */
  readonly last: boolean;
  /** The status of each stage of a pipe is asked for after it. */
  readonly stagesAsked?: boolean;
}

/** What changes while a script is read, and how to read on. */
export interface Walk {
  errexit: boolean;
  pipefail: boolean;
  folder: string | undefined;
  readonly found: ShellCommand[];
  readonly functions: ReadonlySet<string>;
  /** Those of them that end the script badly: `die`, `fail`. */
  readonly exits: readonly string[];
  readonly lines: readonly string[];
  readonly firstLine: number;
  unmask(piece: string): string;
  read(node: SyntaxNode, place: Place, walk: Walk): void;
}

export const endsBadly = /\b(exit|return)\s+("?\$|[1-9])|\bfalse\b/;

export function withLoss(place: Place, lost: Loss | undefined): Place {
  return place.lost !== undefined || lost === undefined ? place : { ...place, lost };
}

export function named(node: SyntaxNode): SyntaxNode[] {
  return node.children().filter((child) => child.isNamed() && child.kind() !== 'comment');
}

/** `true`, `:` and `exit 0`. */
export function isNothing(command: ShellCommand): boolean {
  return /^(true|:)$/.test(command.words[0] ?? '') || command.text === 'exit 0';
}

/** Reads nodes aside, to know what they amount to. */
export function tryOut(nodes: readonly SyntaxNode[], walk: Walk): readonly ShellCommand[] {
  const aside: Walk = { ...walk, found: [] };
  for (const node of nodes) walk.read(node, { guarded: true, last: true }, aside);
  return aside.found;
}

/** Somewhere below this node the script can still end badly on purpose. */
export function mayFailAfter(node: SyntaxNode, walk: Walk): boolean {
  return saysNo(walk.lines.slice(node.range().end.line).join('\n'), walk);
}

export function endsBadlyIn(node: SyntaxNode, walk: Walk): boolean {
  return saysNo(node.text(), walk);
}

function saysNo(text: string, walk: Walk): boolean {
  return endsBadly.test(text) || walk.exits.some((name) => text.includes(`${name} `));
}
