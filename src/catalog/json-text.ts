import { findNodeAtLocation, getNodeValue, parseTree, type ParseError } from 'jsonc-parser';
import { lineFinder } from './lines.ts';

export interface JsonText {
  readonly value: unknown;
  /** The line of a property (of its name, where it has one), or of the nearest thing above that is there. */
  lineOf(...path: readonly (string | number)[]): number;
}

/** JSON with the lines of its parts; undefined when it is not valid. Comments only where the format has them. */
export function readJson(text: string, options: { readonly comments?: boolean } = {}): JsonText | undefined {
  const errors: ParseError[] = [];
  const comments = options.comments ?? false;
  let root: ReturnType<typeof parseTree>;
  let value: unknown;
  try {
    root = parseTree(text, errors, { disallowComments: !comments, allowTrailingComma: comments });
    value = root && getNodeValue(root);
  } catch {
    // Nested so deeply that the parser ran out of stack.
    return undefined;
  }
  if (!root || errors.length > 0) return undefined;
  const top = root;
  const line = lineFinder(text);
  return {
    value,
    lineOf(...path) {
      for (let length = path.length; length > 0; length -= 1) {
        const node = findNodeAtLocation(top, path.slice(0, length));
        if (node) return line((node.parent?.type === 'property' ? node.parent : node).offset);
      }
      return 1;
    },
  };
}
