import { mend } from '../documents/mend.ts';
import type { Result } from '../kit/result.ts';

/** A name that nobody else gives a footnote, so that those of an earlier run are known again. */
const mark = /\[\^seaworthy-\d+\]/g;
const definition = /^\[\^seaworthy-\d+\]: .*$/gm;
const ending = /^\*Ticks and footnotes by .* \d{4}-\d{2}-\d{2}.*\*(\r?)$/gm;
const inCode = /^- Line \d+, in a block: .*$/gm;

export function noteMark(line: number): string {
  return `[^seaworthy-${line}]`;
}

/** The last line of a rewritten document: who ticked, when, and on what. */
export function endingOf({ tool, startedAt, target, score }: Omit<Result, 'audits' | 'areas'>): string {
  const commit = target.commit === undefined ? '' : ` at commit ${target.commit.slice(0, 10)}`;
  return `*Ticks and footnotes by ${tool.name} ${tool.version} on ${startedAt.slice(0, 10)}${commit}: proven ${score.proven} of 100, possible ${score.possible}.*`;
}

/** The text whose lines are answered, as a person reads it. */
export function readableText(text: string): string {
  return mend(withoutNotes(text));
}

/** A document as its authors wrote it, without what an earlier run added. Lines stay where they are. */
export function withoutNotes(text: string): string {
  return text.replace(definition, '').replace(inCode, '').replace(ending, '$1').replace(mark, '');
}
