import type { Statement } from '../documents/statements.ts';
import type { Match } from './map.ts';

/** What a team says about lines that were read wrongly: by which audits they are answered, or that they claim nothing. */
export interface Pin {
  /** Words that stand in the line, in this order. */
  readonly line?: string | undefined;
  readonly heading?: string | undefined;
  readonly document?: string | undefined;
  readonly audits?: readonly string[] | undefined;
  readonly notAClaim?: true | undefined;
}

/** The first pin that fits a line. */
export function pinFor(
  pins: readonly Pin[],
  path: string,
  { text }: Statement,
  heading: string | undefined,
): Pin | undefined {
  return pins.find(
    (pin) =>
      isOf(path, pin.document) &&
      (pin.line === undefined || holds(text, pin.line)) &&
      (pin.heading === undefined || (heading !== undefined && holds(heading, pin.heading))),
  );
}

export function pinnedMatches(pin: Pin | undefined): Match[] | undefined {
  if (!pin?.audits) return undefined;
  return [{ phrase: nameOf(pin), audits: pin.audits, place: 'pin', words: 0, wider: [] }];
}

/** How a pin is named to the people who wrote it. */
export function nameOf({ line, heading }: Pin): string {
  return line ?? heading ?? '';
}

/** `docs/READINESS.md` is meant by its whole path and by `READINESS.md`. */
export function isOf(path: string, document: string | undefined): boolean {
  return document === undefined || path === document || path.endsWith(`/${document.replace(/^\.\//, '')}`);
}

function holds(text: string, words: string): boolean {
  return ` ${bare(text)} `.includes(` ${bare(words)} `);
}

/** Lower case, without signs and marks, so that a pin may be copied from the document as it stands. */
function bare(text: string): string {
  return [
    ...text
      .normalize('NFKC')
      .toLowerCase()
      .matchAll(/[\p{L}\p{N}]+/gu),
  ].join(' ');
}
